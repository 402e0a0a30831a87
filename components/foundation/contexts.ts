import { createContext } from '@lit/context';
import type { Chat } from '../../src/core/chat.js';
import type { ReadonlyStore } from '../../src/core/store.js';
import type { Config } from '../../src/config/config.js';
import type { Strings } from '../../src/i18n/strings.js';
import type { PartMemory } from './part-memory.js';

/** The conversation, to read; whoever wants something done dispatches a wish. */
export const chatContext = createContext<Chat>(Symbol('chat'));
/** The settings as they are now. */
export const configContext = createContext<ReadonlyStore<Config>>(Symbol('config'));
/** The words of the interface in the visitor's language. */
export const stringsContext = createContext<ReadonlyStore<Strings>>(Symbol('strings'));
/** What the visitor has put into the parts of this conversation. */
export const partMemoryContext = createContext<PartMemory>(Symbol('part-memory'));
