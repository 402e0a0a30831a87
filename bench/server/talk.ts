import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';

/** One conversation of the load: what it says, and how fast it listens. */
export interface Talk {
  readonly url: string;
  readonly number: number;
  readonly messages: number;
  /** Milliseconds between an answer and the next message. */
  readonly pause: number;
  /** Bytes a second that it reads; as fast as they come unless given. */
  readonly slowly?: number;
}

/** What one answer took, in milliseconds from the moment that the message left. */
export interface Heard {
  readonly text: string;
  readonly first: number;
  readonly whole: number;
}

const sessionOf = ({ number }: Talk): string => `conversation-${number}`;

/** By WebSocket: the answer comes whole, its first sign is that the bot types. */
async function bySocket(talk: Talk, open: () => Promise<void>): Promise<readonly Heard[]> {
  const socket = new WebSocket(`${talk.url.replace('http', 'ws')}/stentor/ws`);
  const heard: Heard[] = [];
  const frames: { readonly event: string; readonly data?: { readonly outputSpeech?: unknown } }[] = [];
  await once(socket, 'open');
  socket.on('message', (data) => frames.push(JSON.parse(String(data)) as (typeof frames)[number]));
  const send = (event: string, data?: object) =>
    socket.send(
      JSON.stringify({
        event,
        data,
        sessionId: sessionOf(talk),
        sender: { deviceId: 'Widget', userId: 'u' },
        timeMs: 1,
      }),
    );
  const until = async (event: string) => {
    let frame;
    while ((frame = frames.shift())?.event !== event) if (!frame) await once(socket, 'message');
    return frame;
  };
  send('user joined');
  await until('connection update');
  await open();
  for (let number = 1; number <= talk.messages; number += 1) {
    await sleep(talk.pause * Math.random());
    const asked = performance.now();
    const rawQuery = `${sessionOf(talk)}.${number}`;
    send('new message', { type: 'INTENT_REQUEST', rawQuery, userId: 'u', requestId: rawQuery });
    await until('typing');
    const first = performance.now() - asked;
    const said = (await until('new message'))?.data?.outputSpeech;
    const text = typeof said === 'string' ? said : String((said as { displayText?: unknown } | undefined)?.displayText);
    heard.push({ text, first, whole: performance.now() - asked });
    await until('stop typing');
  }
  // A frame too many would be an answer that was given twice.
  heard.push(
    ...frames.filter(({ event }) => event === 'new message').map(() => ({ text: 'twice', first: 0, whole: 0 })),
  );
  socket.close();
  return heard;
}

async function* linesOf(body: ReadableStream<Uint8Array>, slowly: number | undefined): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  const reader = body.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    if (slowly) await sleep((piece.value.length / slowly) * 1000);
    const lines = (rest + decoder.decode(piece.value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines.filter(Boolean);
  }
}

/** By JSON lines: word by word. */
async function byLines(talk: Talk, open: () => Promise<void>): Promise<readonly Heard[]> {
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(talk.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  const created = await post('/v1/integration/widget/main/session/create', {});
  const { conversationId, token } = (await created.json()) as Readonly<Record<string, string>>;
  await open();
  const heard: Heard[] = [];
  for (let number = 1; number <= talk.messages; number += 1) {
    await sleep(talk.pause * Math.random());
    const asked = performance.now();
    const said = await post(
      `/v1/conversation/${conversationId}/complete`,
      { text: `${sessionOf(talk)}.${number}` },
      { accept: 'application/jsonl', authorization: `Bearer ${token}` },
    );
    let [text, first] = ['', 0];
    if (!said.body || !said.ok) throw new Error(`Status ${said.status}`);
    for await (const line of linesOf(said.body, talk.slowly)) {
      const { type, data } = JSON.parse(line) as { readonly type: string; readonly data: { readonly token?: string } };
      if (type !== 'token') continue;
      first ||= performance.now() - asked;
      text += data.token ?? '';
    }
    heard.push({ text, first, whole: performance.now() - asked });
  }
  return heard;
}

/** The wires that the load comes by; `open` waits until all are there. */
export const wires = { websocket: bySocket, 'json-lines': byLines };
export type Wire = keyof typeof wires;
