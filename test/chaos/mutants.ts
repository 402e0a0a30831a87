import type { ChatCommand } from '../../src/protocol/commands.js';
import type { Transport } from '../../src/protocol/transport.js';
import type { TransportName } from './weather.js';
import type { Making } from './world.js';

/** A transport that is broken on purpose: walks that do not see it are no use. */
export interface Mutant {
  readonly name: string;
  readonly transport: TransportName;
  readonly making: Making;
  /** What the walks must complain of. */
  readonly caughtBy: RegExp;
}

/** The same transport, its `send` changed; methods keep their receiver. */
const sending =
  (change: (send: Transport['send'], command: ChatCommand, signal: AbortSignal) => Promise<void>): Making =>
  ({ options, make }) => {
    const transport = make(options);
    const send = transport.send.bind(transport);
    return new Proxy(transport, {
      get: (target, name) =>
        name === 'send'
          ? (command: ChatCommand, signal: AbortSignal) => change(send, command, signal)
          : (Reflect.get(target, name) as unknown),
    });
  };

let copies = 0;

const hasty = sending(async (send, command, signal) => void send(command, signal).catch(() => undefined));
const renaming = sending((send, command, signal) => send({ ...command, id: `copy-${(copies += 1)}` }, signal));

/** One for each promise that a transport could break. */
export const mutants: readonly Mutant[] = [
  {
    name: 'a new id for every attempt',
    transport: 'direct',
    making: renaming,
    caughtBy: /^[DT]: /,
  },
  {
    name: 'DELIVERED as soon as it is sent',
    transport: 'direct',
    making: hasty,
    caughtBy: /^T: .* was DELIVERED/,
  },
  {
    name: 'a new id for every attempt, over opencx',
    transport: 'opencx',
    making: renaming,
    caughtBy: /^[DT]: /,
  },
  {
    name: 'DELIVERED as soon as it is sent, over socketio',
    transport: 'socketio',
    making: hasty,
    caughtBy: /^T: .* was DELIVERED/,
  },
  {
    name: 'DELIVERED as soon as it is sent, over chatbotkit',
    transport: 'chatbotkit',
    making: hasty,
    caughtBy: /^T: .* was DELIVERED/,
  },
  {
    name: 'sent again whenever the page is seen',
    transport: 'direct',
    making: ({ options, page, make }) => {
      const transport = make(options);
      const send = transport.send.bind(transport);
      const sent: ChatCommand[] = [];
      page.platform.attention.onWake(() => {
        const last = sent.at(-1);
        // As the library that does this: the whole request, with an id of its own.
        if (last) void send({ ...last, id: `${last.id}-again` }, new AbortController().signal).catch(() => undefined);
      });
      return new Proxy(transport, {
        get: (target, name) =>
          name === 'send'
            ? (command: ChatCommand, signal: AbortSignal) => {
                sent.push(command);
                return send(command, signal);
              }
            : (Reflect.get(target, name) as unknown),
      });
    },
    caughtBy: /^D: /,
  },
  {
    name: 'Retry-After is not read',
    transport: 'direct',
    making: ({ options, make }) =>
      make({
        ...options,
        fetch: async (input, init) => {
          const answer = await (options.fetch ?? fetch)(input, init);
          if (!answer.headers.has('retry-after')) return answer;
          const headers = new Headers(answer.headers);
          headers.delete('retry-after');
          return new Response(answer.body, { status: answer.status, headers });
        },
      }),
    caughtBy: /^R: /,
  },
  {
    name: 'no heartbeat',
    transport: 'websocket',
    making: ({ options, make }) => make({ ...options, patience: { ...options.patience, heartbeat: 86_400_000 } }),
    caughtBy: /^L: .* was said and is not/,
  },
];
