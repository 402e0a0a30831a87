import type { KeyValueStorage } from '../platform/storage.js';
import { checksum } from './checksum.js';
import { createStore, type ReadonlyStore } from './store.js';

/** `unknown` until it was looked up what the visitor said before. */
export type ConsentState = 'unknown' | 'asking' | 'given' | 'refused';

/** What is kept of an agreement: to which text, when, and for how long it counts. */
interface ConsentRecord {
  readonly terms: string;
  readonly at: number;
  readonly until?: number;
}

export interface ConsentOptions {
  /** The text that is agreed to, with all that belongs to it: another one has to be agreed to anew. */
  readonly terms: string;
  readonly storage: Pick<KeyValueStorage, 'get' | 'set'>;
  readonly key: string;
  /** Milliseconds that an agreement counts after it was last made use of; absent means until it is withdrawn. */
  readonly duration?: number;
  readonly now?: () => number;
}

/** Whether the visitor agrees to be heard: asked before anything is kept or sent. */
export interface Consent {
  readonly state: ReadonlyStore<ConsentState>;
  /** Settles when the visitor has agreed, now or earlier. */
  readonly given: Promise<void>;
  /** A refusal is not kept: who said no may change their mind, and is asked again on the next page. */
  readonly answer: (agreed: boolean) => void;
  /** Looks up what was said: at first, and when another tab may have been told. */
  readonly lookUp: () => Promise<void>;
}

const isRecord = (raw: unknown): raw is ConsentRecord =>
  typeof raw === 'object' && raw !== null && 'terms' in raw && 'at' in raw;

export function createConsent({ terms, storage, key, duration, now = Date.now }: ConsentOptions): Consent {
  const state = createStore<ConsentState>('unknown');
  const text = checksum(terms);
  let settle = (): void => undefined;
  const given = new Promise<void>((resolve) => (settle = resolve));

  /** What could not be kept counts as long as the page. */
  function agree(at = now()): void {
    const record: ConsentRecord = { terms: text, at, ...(duration === undefined ? {} : { until: now() + duration }) };
    storage.set(key, record).catch(() => undefined);
    state.set('given');
    settle();
  }

  return {
    state,
    given,
    answer: (agreed) => (agreed ? agree() : state.set('refused')),
    async lookUp() {
      const record = await storage.get(key).catch(() => undefined);
      if (state.get() === 'given') return;
      if (isRecord(record) && record.terms === text && (record.until ?? Infinity) > now()) agree(record.at);
      else if (state.get() === 'unknown') state.set('asking');
    },
  };
}
