import { ChatError } from '../protocol/errors.js';
import type { ChatEvent } from '../protocol/events.js';
import type { Transport } from '../protocol/transport.js';

/** What the contract needs of a test runner: mocha, jasmine, vitest and node:test all have it. */
declare const describe: (name: string, body: () => void) => void;
declare const it: (name: string, body: () => Promise<void>) => void;

/** Longest wait for something the backend has to do, in milliseconds. */
const PATIENCE = 10_000;

function claim(truth: boolean, otherwise: string): void {
  if (!truth) throw new Error(otherwise);
}

async function until(fact: () => boolean, otherwise: string): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (!fact()) {
    claim(Date.now() < end, otherwise);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** The messages that somebody else began or said. */
const answersIn = (events: readonly ChatEvent[]): ReadonlySet<string> =>
  new Set(
    events.flatMap((event) => {
      if (event.type === 'message-started') return event.id;
      return event.type === 'message-added' && event.message.author !== 'user' ? event.message.id : [];
    }),
  );

const message = (id: string) => ({ type: 'send-message', id, text: 'hello' }) as const;

/**
 * The rules of the port that no type can check. `make` gives a fresh transport whose backend is up and answers a
 * message with a message. Call it at the top of a test file, under any runner with global `describe` and `it`.
 */
export function itIsATransport(make: () => Transport | Promise<Transport>): void {
  /** Opens a fresh transport, and closes it whatever happens. */
  const opened = (body: (transport: Transport, events: ChatEvent[]) => Promise<void>) => async () => {
    const transport = await make();
    const events: ChatEvent[] = [];
    try {
      await transport.open((event) => events.push(event));
      await body(transport, events);
    } finally {
      await transport.close();
    }
  };

  describe('is a transport', () => {
    it(
      'says that it is open before open() settles',
      opened(async (_, events) => {
        claim(
          events.some((event) => event.type === 'connection-changed' && event.state === 'open'),
          'open() settled without “connection-changed: open”.',
        );
      }),
    );

    it(
      'delivers a message, and the answer comes as events',
      opened(async (transport, events) => {
        const result: unknown = await transport.send(message('contract-1'), new AbortController().signal);
        claim(result === undefined, 'send() resolved with a value; what comes back has to be an event.');
        await until(() => answersIn(events).size > 0, 'No answer came as an event.');
      }),
    );

    it(
      'gives every message of the backend an id of its own',
      opened(async (transport, events) => {
        await transport.send(message('contract-2'), new AbortController().signal);
        await until(() => answersIn(events).size > 0, 'No answer came to the first message.');
        const before = answersIn(events).size;
        await transport.send(message('contract-3'), new AbortController().signal);
        await until(() => answersIn(events).size > before, 'The second answer took the id of the first.');
      }),
    );

    it(
      'sends nothing when the signal is aborted already',
      opened(async (transport) => {
        const controller = new AbortController();
        controller.abort();
        const error = await transport.send(message('contract-4'), controller.signal).then(
          () => undefined,
          (reason: unknown) => reason,
        );
        claim(ChatError.is(error), 'send() with an aborted signal has to reject with a ChatError.');
      }),
    );

    it(
      'acts once on an id that comes twice, where it says so',
      opened(async (transport, events) => {
        const { signal } = new AbortController();
        await transport.send(message('contract-6'), signal);
        await until(() => answersIn(events).size > 0, 'No answer came to the message.');
        if (!transport.capabilities?.idempotent) return;
        const before = answersIn(events).size;
        await transport.send(message('contract-6'), signal);
        // What is answered to the next message comes after whatever the repeated one caused.
        await transport.send(message('contract-7'), signal);
        await until(() => answersIn(events).size > before, 'No answer came to the message after it.');
        claim(answersIn(events).size === before + 1, 'The same id was acted on twice.');
      }),
    );

    it(
      'settles what is stopped, and tells a stopped message from a delivered one',
      opened(async (transport) => {
        const controller = new AbortController();
        const sending = transport.send(message('contract-8'), controller.signal).then(
          () => 'delivered',
          (reason: unknown) => reason,
        );
        controller.abort();
        const end = await sending;
        claim(end === 'delivered' || ChatError.is(end), 'A stopped send() has to reject with a ChatError.');
      }),
    );

    it(
      'renews, or says with a ChatError that it cannot',
      opened(async (transport) => {
        const refused = await transport.renew?.().then(
          () => undefined,
          (reason: unknown) => reason,
        );
        claim(refused === undefined || ChatError.is(refused), 'renew() has to reject with a ChatError.');
      }),
    );

    it(
      'does not claim to know a message that was never sent',
      opened(async (transport) => {
        const known = await transport.reconcile?.('contract-never', new AbortController().signal);
        claim(known !== true, 'reconcile() said that a message arrived which nobody sent.');
      }),
    );

    it(
      'begins anew in another session, and goes on',
      opened(async (transport, events) => {
        const { signal } = new AbortController();
        const session = { id: 'contract-anew', userId: 'contract', startedAt: 0 };
        const isOpen = () => {
          const states = events.flatMap((event) => (event.type === 'connection-changed' ? event.state : []));
          return states.at(-1) === 'open';
        };
        await transport.send({ type: 'restart', id: 'contract-9', session }, signal);
        await until(isOpen, 'The connection did not come back after a restart.');
        const before = answersIn(events).size;
        await transport.send(message('contract-10'), signal);
        await until(() => answersIn(events).size > before, 'No answer came in the new session.');
      }),
    );

    it(
      'is silent about what was under way when it is closed',
      opened(async (transport, events) => {
        const sending = transport.send(message('contract-11'), new AbortController().signal).catch(() => undefined);
        await transport.close();
        const heard = events.length;
        await sending;
        claim(events.length === heard, 'An event came after close().');
      }),
    );

    it(
      'can be opened again after it was closed',
      opened(async (transport) => {
        await transport.close();
        const events: ChatEvent[] = [];
        await transport.open((event) => events.push(event));
        await transport.send(message('contract-12'), new AbortController().signal);
        await until(() => answersIn(events).size > 0, 'No answer came after it was opened again.');
      }),
    );

    it(
      'is silent once closed, however often it is closed',
      opened(async (transport, events) => {
        await transport.close();
        const heard = events.length;
        await transport.close();
        await transport.send(message('contract-5'), new AbortController().signal).catch(() => undefined);
        claim(events.length === heard, 'An event came after close().');
      }),
    );

    it('may be closed without having been opened', async () => {
      await (await make()).close();
    });

    it('may be closed while it opens', async () => {
      const transport = await make();
      const opening = transport.open(() => {}).catch(() => undefined);
      await transport.close();
      await opening;
    });
  });
}
