import assert from 'node:assert/strict';
import { type BackendOptions, createBackend } from '../../backend.js';
import { memoryStore, type Row } from '../../store.js';
import { createDoors } from '../doors.js';

/** Shorter waits are the pace of speech, and take no time. */
const SPEECH = 100;
const bot = { botId: 'bot-1' };

/** Time that passes when a test says so. */
function testClock() {
  let now = 1_760_000_000_000;
  const sleepers = new Set<{ readonly until: number; readonly wake: () => void }>();
  return {
    now: () => now,
    sleep: (ms: number, signal?: AbortSignal) =>
      new Promise<void>((resolve) => {
        if (ms <= SPEECH) return void setImmediate(resolve);
        const sleeper = { until: now + ms, wake: resolve };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', () => (sleepers.delete(sleeper), resolve()));
      }),
    pass: (ms: number) => {
      now += ms;
      for (const each of sleepers) if (each.until <= now && sleepers.delete(each)) each.wake();
    },
  };
}

/** The doors of a server in this process, for tests of ChatBotKit's. */
export function testDoor(options: BackendOptions & { readonly widgets?: readonly Row[] } = {}) {
  const { widgets = [{ id: 'plain', ...bot }], ...more } = options;
  const clock = testClock();
  const store = memoryStore({ widgets });
  const backend = createBackend({ store, clock, rateLimit: 0, ...more });
  const doors = createDoors(backend);
  const ask = (path: string, init: RequestInit = {}) =>
    doors(new Request(`http://localhost${path}`, { method: 'POST', ...init }));

  /** A visitor with a session of their own. */
  async function visitor(widget = 'plain', body: object = {}) {
    const answer = await ask(`/v1/integration/widget/${widget}/session/create`, { body: JSON.stringify(body) });
    const text = await answer.text();
    assert.equal(answer.status, 200, text);
    const { conversationId, token } = JSON.parse(text) as { readonly conversationId: string; readonly token: string };
    const authorization = `Bearer ${token}`;
    const call = (path: string, sent: unknown = {}, headers: Record<string, string> = {}) =>
      ask(path, {
        headers: { authorization, 'content-type': 'application/json', ...headers },
        body: typeof sent === 'string' ? sent : JSON.stringify(sent),
      });
    const talk = (route: string, sent: unknown = {}, headers: Record<string, string> = {}) =>
      call(`/v1/conversation/${conversationId}/${route}`, sent, headers);
    return {
      conversationId,
      token,
      call,
      talk,
      stream: (route: string, sent: unknown = {}) => talk(route, sent, { accept: 'application/jsonl' }),
      room: () => backend.conversations.join('chatbotkit', conversationId),
    };
  }
  return { backend, ask, visitor, pass: clock.pass };
}
/** What `testDoor().visitor()` is. */
export type TestVisitor = Awaited<ReturnType<ReturnType<typeof testDoor>['visitor']>>;

/** A line of the stream. */
export interface Line {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly createdAt: number;
}

/** The lines of a stream as they come; an empty one is `undefined`. */
export async function* linesOf(answer: Response): AsyncGenerator<Line | undefined> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of answer.body ?? []) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield line === '' ? undefined : (JSON.parse(line) as Line);
  }
  assert.equal(rest, '', 'the last line has its end');
}

/** All lines of a stream that has them. */
export async function allLines(answer: Response): Promise<readonly Line[]> {
  const lines: Line[] = [];
  for await (const line of linesOf(answer)) if (line) lines.push(line);
  return lines;
}

/** What the tokens amount to. */
export const tokensIn = (lines: readonly Line[]): string =>
  lines.map(({ type, data }) => (type === 'token' ? String(data['token']) : '')).join('');

/** The first line of that type. */
export function lineOf(lines: readonly Line[], type: string): Line['data'] {
  const found = lines.find((line) => line.type === type);
  assert.ok(found, `${type} among ${lines.map((line) => line.type).join(' ')}`);
  return found.data;
}

const codes: Readonly<Record<number, string>> = {
  400: 'BAD_REQUEST',
  401: 'NOT_AUTHENTICATED',
  403: 'NOT_AUTHORIZED',
  404: 'NOT_FOUND',
  413: 'BAD_REQUEST',
  415: 'BAD_REQUEST',
  429: 'TOO_MANY_REQUESTS',
};

/** Refused, in the vendor's words. */
export async function refused(answer: Response, status: number, what = ''): Promise<void> {
  const text = await answer.text();
  assert.equal(answer.status, status, `${what}: ${text}`);
  const { message, code, ...rest } = JSON.parse(text) as Record<string, unknown>;
  assert.equal(typeof message, 'string', what);
  assert.equal(code, codes[status], what);
  assert.deepEqual(rest, {}, what);
  assert.doesNotMatch(text, /eyJ|\bat .*:\d+/, what);
}
