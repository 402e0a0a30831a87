import { WebSocket } from 'ws';
import type { ChatEvent } from '../../src/protocol/events.js';
import type { Transport, TransportOptions } from '../../src/protocol/transport.js';
import { claim, NotOffered, type Ground, type Rule } from './rule.js';

/** How the widget's own transport is made for a wire. */
export type Make = (options: TransportOptions, ground: Ground) => Transport | Promise<Transport>;

interface Visit {
  readonly transport: Transport;
  readonly say: (id: string) => Promise<void>;
  /** Ids of what the other side said. */
  readonly answers: () => ReadonlySet<string>;
  readonly until: (fact: () => boolean, otherwise: string) => Promise<void>;
}

/** What the other side began or said. */
const answersIn = (events: readonly ChatEvent[]): ReadonlySet<string> =>
  new Set(
    events.flatMap((event) => {
      if (event.type === 'message-started') return event.id;
      return event.type === 'message-added' && event.message.author !== 'user' ? event.message.id : [];
    }),
  );

const optionsFor = ({ target, signal }: Ground): TransportOptions => {
  const { url, origin, key, widgetId, channelId } = target;
  const session = { id: crypto.randomUUID(), userId: crypto.randomUUID(), startedAt: Date.now() };
  class FromPage extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { origin });
    }
  }
  return {
    ...{ url, session, widgetId, channelId, timeout: 30_000 },
    ...(key !== undefined && { accountKey: key }),
    fetch: (input, init) => {
      const headers = new Headers(init?.headers);
      headers.set('origin', origin);
      const signals = init?.signal ? [signal, init.signal] : [signal];
      return fetch(input, { ...init, headers, signal: AbortSignal.any(signals) });
    },
    // The two differ in events that no transport listens to.
    webSocket: FromPage as never,
  };
};

async function visit(ground: Ground, make: Make, body: (visit: Visit) => Promise<void>): Promise<void> {
  const transport = await make(optionsFor(ground), ground);
  const events: ChatEvent[] = [];
  let wake = (): void => {};
  try {
    await transport.open((event) => {
      events.push(event);
      wake();
    });
    await body({
      transport,
      say: (id) => transport.send({ type: 'send-message', id, text: 'hello' }, ground.signal),
      answers: () => answersIn(events),
      async until(fact, otherwise) {
        while (!fact()) {
          claim(!ground.signal.aborted, otherwise);
          await new Promise<void>((resolve) => {
            wake = resolve;
            ground.signal.addEventListener('abort', () => resolve(), { once: true });
          });
        }
      },
    });
  } finally {
    await transport.close();
  }
}

/** What a widget lives by, tried with the very code that speaks this wire in the widget. */
export const widgetRules = (make: Make): readonly Rule[] => [
  {
    name: 'widget',
    says: 'The widget’s own transport comes in, says hello, and is answered.',
    check: (ground) =>
      visit(ground, make, async ({ say, answers, until }) => {
        await say(crypto.randomUUID());
        await until(() => answers().size > 0, 'No answer came.');
      }),
  },
  {
    name: 'second-turn',
    says: 'A second message in the same conversation has an answer of its own.',
    check: (ground) =>
      visit(ground, make, async ({ say, answers, until }) => {
        await say(crypto.randomUUID());
        await until(() => answers().size > 0, 'No answer came to the first message.');
        const before = answers().size;
        await say(crypto.randomUUID());
        await until(() => answers().size > before, 'No answer came to the second message.');
      }),
  },
  {
    name: 'once',
    says: 'A message that comes twice with the same id is acted on once.',
    check: (ground) =>
      visit(ground, make, async ({ transport, say, answers, until }) => {
        const id = crypto.randomUUID();
        await say(id);
        await until(() => answers().size > 0, 'No answer came to the message.');
        if (!transport.capabilities?.idempotent) throw new NotOffered('Messages have no id here.');
        const before = answers().size;
        await say(id);
        // What is answered to the next message comes after whatever the repeated one caused.
        await say(crypto.randomUUID());
        await until(() => answers().size > before, 'No answer came to the message after it.');
        claim(answers().size === before + 1, 'The same id was answered twice.');
      }),
  },
];
