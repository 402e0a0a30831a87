import type { Config } from '../../src/config/config.js';
import { scopeOf } from '../../src/core/scope.js';
import { persistFor } from '../../src/core/persist-for.js';
import type { Message } from '../../src/protocol/message.js';
import { textIn } from '../../src/protocol/part.js';
import type { SaidWords, TransportOptions, Watched } from '../../src/protocol/transport.js';
import { describeFunctions } from './page-functions.js';
import type { PageGifts } from './page-gifts.js';
import { sharedShelf } from './shared-shelf.js';

/** What the conversation knows that a backend may have to be told. */
export interface Known {
  readonly host: Element;
  readonly messages: () => readonly Message[];
  /** Whether the visitor agreed that things are kept. */
  readonly agreed: () => boolean;
}

const wordsOf = ({ author, parts }: Message): readonly SaidWords[] => {
  const text = parts.flatMap((part) => (part.type === 'text' ? (textIn(part) ?? []) : [])).join('\n\n');
  return author === 'system' || text === '' ? [] : [{ author, text }];
};

/** A panel in the page itself is never closed. */
const watched = (host: Element, { layout }: Config): Watched => ({
  get: () => layout === 'inline' || host.hasAttribute('open'),
  subscribe(listener) {
    const types = ['chat-opened', 'chat-closed'];
    for (const type of types) host.addEventListener(type, listener);
    return () => {
      for (const type of types) host.removeEventListener(type, listener);
    };
  },
});

/** What transports other than stentor's are told besides: ids, tokens, functions, and what was said so far. */
export function backendOptions(
  config: Config,
  gifts: () => PageGifts,
  { host, messages, agreed }: Known,
): Partial<TransportOptions> {
  const { getSession, user } = gifts();
  return {
    shelf: sharedShelf({ scope: scopeOf(config, user?.id), persist: persistFor(config.persist), agreed }),
    // What is still on its way is not told twice.
    said: () =>
      messages()
        .filter(({ delivery }) => delivery === 'delivered')
        .flatMap(wordsOf),
    watched: watched(host, config),
    functions: () => (config.tools ? describeFunctions(gifts().functions) : []),
    ...(getSession ? { getSession: async (reason) => gifts().getSession?.(reason) } : {}),
  };
}
