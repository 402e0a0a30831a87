import type { Config } from '../../src/config/config.js';
import { scopeOf } from '../../src/core/scope.js';
import { persistFor } from '../../src/core/persist-for.js';
import { saidWords } from '../../src/core/said-words.js';
import type { Message } from '../../src/protocol/message.js';
import type { TransportOptions, Watched } from '../../src/protocol/transport.js';
import { describeFunctions } from './page-functions.js';
import type { PageGifts, User } from './page-gifts.js';
import { sharedShelf } from './shared-shelf.js';

/** What the conversation knows that a backend may have to be told. */
export interface Known {
  readonly host: Element;
  readonly messages: () => readonly Message[];
  /** Whether the visitor agreed that things are kept. */
  readonly agreed: () => boolean;
}

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

/** What most transports are told besides: ids, tokens, functions, and what was said so far. */
export function backendOptions(
  config: Config,
  user: User | undefined,
  gifts: () => PageGifts,
  { host, messages, agreed }: Known,
): Partial<TransportOptions> {
  return {
    shelf: sharedShelf({ scope: scopeOf(config, user?.id), persist: persistFor(config.persist), agreed }),
    said: () => saidWords(messages()),
    watched: watched(host, config),
    functions: () => (config.tools ? describeFunctions(gifts().functions) : []),
  };
}
