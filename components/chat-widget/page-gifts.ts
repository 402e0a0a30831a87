import type { ReadonlyStore } from '../../src/core/store.js';
import type { AllStrings, Vocabulary } from '../../src/i18n/strings.js';
import type { KeyValueStorage } from '../../src/platform/storage.js';
import type { Contact } from '../../src/protocol/contact.js';
import type { TransportOptions } from '../../src/protocol/transport.js';
import type { PageFunctions } from './page-functions.js';

/** Who the page knows the visitor to be. The `id` is the identity; all else may change without a new conversation. */
export interface User {
  readonly id?: string;
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
}

/** What the page gave by property, besides settings. */
export interface PageGifts {
  readonly user: User | undefined;
  /** How the visitor can be reached, as far as the page knows. */
  readonly contact: Contact | undefined;
  /** The token that came with the user; it stands in place of the setting. */
  readonly userToken: string | undefined;
  /** What the backend is told with each request. */
  readonly attributesForRequests: Readonly<Record<string, unknown>> | undefined;
  /** What goes with each of the visitor's messages. */
  readonly meta: Readonly<Record<string, unknown>> | undefined;
  /** The visitor's languages, best first. */
  readonly languages: readonly string[];
  /** The words of the interface as they are now: the visitor's language, and over it what the page says otherwise. */
  readonly words: ReadonlyStore<Vocabulary>;
  readonly strings: Partial<AllStrings> | undefined;
  readonly functions: PageFunctions | undefined;
  /** A place of the page's own for what is kept. */
  readonly storage: KeyValueStorage | undefined;
  /** Asked for a token at first, and again whenever one was refused. */
  readonly getToken: TransportOptions['getToken'] | undefined;
  /** Asked in the same way for a session, where the page's own server makes them. */
  readonly getSession: TransportOptions['getSession'] | undefined;
}
