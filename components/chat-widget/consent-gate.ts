import type { Config } from '../../src/config/config.js';
import { createConsent, type Consent } from '../../src/core/consent.js';
import { persistFor } from '../../src/core/persist-for.js';
import { scopeOf } from '../../src/core/scope.js';
import { consentEnglish } from '../../src/i18n/consent.en.js';
import { adoptStorage } from '../../src/platform/adopted-storage.js';
import { defaultPlatform as platform } from '../../src/platform/platform.js';
import { memoryStorage, type KeyValueStorage } from '../../src/platform/storage.js';
import '../shell/consent/consent.js';
import { termsOf } from '../shell/consent/terms.js';
import type { PageGifts, User } from './page-gifts.js';

/** Looking into it creates nothing, as looking into a database would. */
const shelf: Pick<KeyValueStorage, 'get' | 'set'> = {
  get: async (key) => JSON.parse(localStorage.getItem(key) ?? 'null') as unknown,
  set: async (key, value) => localStorage.setItem(key, JSON.stringify(value)),
};

/** Consent to one conversation, and what the other tabs hear of it. */
export interface ConsentGate extends Consent {
  /** Hears no other tabs any more. */
  readonly close: () => void;
}

/**
 * Asks the visitor of one widget. An agreement is kept as long as the settings let anything be kept, where everything
 * else is: with the page's own storage, else beside the browser's.
 */
export function consentGate(
  config: Config,
  user: User | undefined,
  { storage, strings }: Pick<PageGifts, 'storage' | 'strings'>,
  /** Another tab withdrew it. */
  withdrawn: () => void,
): ConsentGate {
  const persist = persistFor(config.persist);
  const key = `${scopeOf(config, user?.id)}/consent`;
  const consent = createConsent({
    key,
    terms: JSON.stringify(termsOf(config, { ...consentEnglish, ...strings })),
    storage: persist === 'none' ? memoryStorage() : storage ? adoptStorage(storage, platform) : shelf,
    ...(persist === 'session' ? { duration: config.sessionDuration } : {}),
  });
  const hear = (event: StorageEvent): void => {
    if (event.key !== key) return;
    if (event.newValue !== null) void consent.lookUp();
    else if (consent.state.get() === 'given') withdrawn();
  };
  addEventListener('storage', hear);
  void consent.lookUp();
  return { ...consent, close: () => removeEventListener('storage', hear) };
}
