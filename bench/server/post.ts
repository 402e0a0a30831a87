import { Agent, request, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** A connection for each conversation, kept between its messages, as browsers keep theirs. */
const agent = new Agent({ keepAlive: true });

/** What a message is posted with. */
export interface Posted {
  readonly url: string;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Posts JSON, by as little machinery as there is: what is measured is the server. Rejects for a refusal. */
export const post = ({ url, body, headers = {} }: Posted): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const text = JSON.stringify(body);
    const about = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), ...headers };
    request(url, { method: 'POST', agent, headers: about }, (answer) => {
      const { statusCode = 0 } = answer;
      if (statusCode >= 200 && statusCode < 300) resolve(answer);
      else reject(new Error(`Status ${statusCode}`));
    })
      .once('error', reject)
      .end(text);
  });

/** The lines of an answer as they come, or at so many bytes a second. */
export async function* linesOf(answer: IncomingMessage, slowly?: number): AsyncGenerator<string> {
  let rest = '';
  answer.setEncoding('utf8');
  for await (const piece of answer as AsyncIterable<string>) {
    if (slowly) await sleep((piece.length / slowly) * 1000);
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  yield rest;
}

/** An answer that is one JSON object of strings. */
export async function textsOf(answer: IncomingMessage): Promise<Readonly<Record<string, string>>> {
  let text = '';
  for await (const line of linesOf(answer)) text += line;
  return JSON.parse(text) as Readonly<Record<string, string>>;
}
