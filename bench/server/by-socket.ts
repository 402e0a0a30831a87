import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { sessionOf, type Heard, type Talk } from './talk.js';

/** By WebSocket: the answer comes whole, its first sign is that the bot types. */
export async function bySocket(talk: Talk, open: () => Promise<void>): Promise<readonly Heard[]> {
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
