import type { OpencxMessage, OpencxReply, OpencxSession } from '../wire.js';

/** One request as the backend got it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>> | undefined;
}
/** An OpenCX backend in the page, of either generation, whose time and answers a test rules. */
export interface FakeBackend {
  readonly fetch: typeof globalThis.fetch;
  readonly asked: readonly Asked[];
  readonly paths: () => readonly string[];
  readonly history: OpencxMessage[];
  session: OpencxSession;
  /** Stands in for the usual answer; nothing given means the usual one. */
  instead: (asked: Asked) => Response | Promise<Response> | undefined;
  /** The answer to a message. */
  reply: (asked: Asked) => OpencxReply;
  /** Puts something in the history, a second after the last. */
  readonly tell: (message: Partial<OpencxMessage> & { readonly publicId: string }) => void;
  /** It forgets all sessions. */
  readonly forget: () => void;
}

const START = Date.UTC(2026, 2, 1);
const gone = () => Response.json({ statusCode: 404, message: 'Not there', error: 'Not Found' }, { status: 404 });

export function fakeBackend(generation: 'now' | 'seed' = 'now', more: object = {}): FakeBackend {
  const asked: Asked[] = [];
  let sessions = 0;
  let known = new Set<string>();
  let contacts = 0;
  const iso = (seconds: number) => new Date(START + seconds * 1000).toISOString();
  const usual = { isHandedOff: false, isOpened: true, channel: 'web', isVerified: false } as const;
  const nobody = { kind: 'ai', name: null, avatarUrl: null } as const;
  const begin = (): Response => {
    const id = `session-${(sessions += 1)}`;
    known.add(id);
    backend.session = { ...usual, id, createdAt: iso(0), updatedAt: iso(0), assignee: nobody };
    backend.history.length = 0;
    return Response.json(backend.session);
  };
  const since = ({ query }: Asked) => {
    const after = Date.parse(query.get('lastMessageTimestamp') ?? '');
    return backend.history.filter(({ sentAt }) => !(Date.parse(sentAt ?? '') <= after));
  };
  const send = (call: Asked): Response => {
    const uuid = String(call.body?.['uuid']);
    if (!known.has(String(call.body?.['session_id']))) return gone();
    if (backend.history.some(({ publicId }) => publicId === uuid))
      return Response.json({ success: true, code: 'duplicate_message_ignored' });
    const text = String(call.body?.['content']);
    backend.tell({ publicId: uuid, content: { text }, sender: { kind: 'user' } });
    const reply = backend.reply(call);
    if (reply.success && reply.autopilotResponse) {
      const { id = `${uuid}-answer`, value } = reply.autopilotResponse;
      backend.tell({ publicId: id, content: { text: value.content }, sender: { kind: 'ai' } });
    }
    return Response.json(reply);
  };
  const routes: readonly (readonly [RegExp, (asked: Asked) => Response])[] = [
    [/^GET config$/, () => (generation === 'now' ? Response.json({ org: { name: 'Shoes' }, ...more }) : gone())],
    [/^GET prelude$/, () => (generation === 'seed' ? Response.json({ organizationName: 'Shoes', ...more }) : gone())],
    [
      /^POST contact\/create-unverified$/,
      () => (generation === 'now' ? Response.json({ token: `contact-${(contacts += 1)}` }) : gone()),
    ],
    [/^POST create-session$/, begin],
    [/^POST chat\/send$/, send],
    [
      /^GET poll\//,
      (call) =>
        generation === 'now' && known.has(call.path.slice(5))
          ? Response.json({ session: backend.session, history: since(call) })
          : gone(),
    ],
    [/^GET session\/history\//, (call) => (known.has(call.path.slice(16)) ? Response.json(since(call)) : gone())],
    [/^GET session\//, (call) => (known.has(call.path.slice(8)) ? Response.json(backend.session) : gone())],
    [/^POST (?:chat\/vote|submit-csat|action\/execute)$/, () => Response.json({ success: true })],
    [
      /^POST session\/resolve$/,
      () =>
        Response.json(
          (backend.session = { ...backend.session, isOpened: false, assignee: { ...nobody, kind: 'none' } }),
        ),
    ],
  ];
  const backend: FakeBackend = {
    asked,
    history: [],
    session: { ...usual, id: '', createdAt: iso(0), updatedAt: iso(0), assignee: nobody },
    instead: () => undefined,
    reply: ({ body }) => ({
      success: true,
      autopilotResponse: {
        type: 'text',
        id: `answer-${String(body?.['uuid'])}`,
        value: { error: false, content: `You said ${String(body?.['content'])}` },
      },
    }),
    paths: () => asked.map(({ method, path }) => `${method} ${path}`),
    tell(message) {
      const sentAt = iso(backend.history.length + 1);
      const usually = {
        type: 'message',
        content: { text: 'x' },
        sender: { kind: 'agent' as const, name: 'Mara' },
        sentAt,
      };
      backend.history.push({ ...usually, ...message });
    },
    forget: () => (known = new Set()),
    async fetch(input, { method = 'GET', headers, body, signal } = {}) {
      signal?.throwIfAborted();
      const { pathname, searchParams } = new URL(String(input));
      const call: Asked = {
        method,
        path: pathname.replace('/backend/widget/v2/', ''),
        query: searchParams,
        headers: new Headers(headers),
        body: typeof body === 'string' ? (JSON.parse(body) as Asked['body']) : undefined,
      };
      asked.push(call);
      const route = routes.find(([pattern]) => pattern.test(`${call.method} ${call.path}`))?.[1];
      const answer = backend.instead(call) ?? route?.(call) ?? gone();
      return new Promise<Response>((resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new DOMException('Stopped.', 'AbortError')));
        void Promise.resolve(answer).then(resolve, reject);
      });
    },
  };
  return backend;
}
