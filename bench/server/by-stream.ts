import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { linesOf, post, textsOf } from './post.js';
import { sessionOf, type Heard, type Talk } from './talk.js';

/** What a stream is asked for with, and which words a line of it adds. */
interface Line {
  readonly ask: (text: string) => Promise<IncomingMessage>;
  readonly wordsIn: (line: string) => string | undefined;
}

async function jsonLines({ url }: Talk): Promise<Line> {
  const made = await post({ url: `${url}/v1/integration/widget/main/session/create`, body: {} });
  const { conversationId, token } = await textsOf(made);
  const headers = { accept: 'application/jsonl', authorization: `Bearer ${token}` };
  return {
    ask: (text) => post({ url: `${url}/v1/conversation/${conversationId}/complete`, body: { text }, headers }),
    wordsIn: (line) =>
      line.startsWith('{"type":"token"')
        ? (JSON.parse(line) as { readonly data: { readonly token: string } }).data.token
        : undefined,
  };
}

async function events({ url, number }: Talk): Promise<Line> {
  const body = { agent_id: 'main', user_id: `user-${number}`, modality: 'text' };
  const headers = { authorization: 'Bearer bench' };
  const { id, token } = await textsOf(await post({ url: `${url}/hyponema/sessions`, body, headers }));
  return {
    ask: (text) =>
      post({
        url: `${url}/hyponema/sessions/${id}/messages`,
        body: { text },
        headers: { accept: 'text/event-stream', 'x-session-token': String(token) },
      }),
    wordsIn: (line) =>
      line.startsWith('data: {"text"')
        ? (JSON.parse(line.slice('data: '.length)) as { readonly text: string }).text
        : undefined,
  };
}

const by =
  (begin: (talk: Talk) => Promise<Line>) =>
  async (talk: Talk, open: () => Promise<void>): Promise<readonly Heard[]> => {
    const { ask, wordsIn } = await begin(talk);
    await open();
    const heard: Heard[] = [];
    for (let number = 1; number <= talk.messages; number += 1) {
      await sleep(talk.pause * Math.random());
      const asked = performance.now();
      let [text, first] = ['', 0];
      for await (const line of linesOf(await ask(`${sessionOf(talk)}.${number}`), talk.slowly)) {
        const words = wordsIn(line);
        if (words === undefined) continue;
        first ||= performance.now() - asked;
        text += words;
      }
      heard.push({ text, first, whole: performance.now() - asked });
    }
    return heard;
  };

/** By JSON lines: word by word. */
export const byLines = by(jsonLines);

/** By server-sent events: word by word. */
export const byEvents = by(events);
