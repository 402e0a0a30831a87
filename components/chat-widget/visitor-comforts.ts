import type { Config } from '../../src/config/config.js';
import type { Consent } from '../../src/core/consent.js';
import type { ReadonlyStore, Store } from '../../src/core/store.js';
import { adoptStorage } from '../../src/platform/adopted-storage.js';
import { defaultPlatform as platform } from '../../src/platform/platform.js';
import type { KeyValueStorage } from '../../src/platform/storage.js';
import type { Comforts } from '../foundation/comforts.js';
import { readComforts } from './read-comforts.js';
import { comfortStyles } from './comfort-styles.js';
import { ownSheet } from './own-sheet.js';
import type { PageGifts } from './page-gifts.js';
import type { Deeds } from './deeds.js';

type Shelf = Pick<KeyValueStorage, 'get' | 'set' | 'remove'>;

/** Its room is fixed: it is drawn larger as a whole. */
const badge = '.badge { scale: var(--chat-text-scale) }';
ownSheet().insertRule(badge, ownSheet().cssRules.length);

/** Known at once, so that nobody sees small letters first; and other tabs hear of it. */
const shelf: Shelf = {
  get: async (key) => JSON.parse(localStorage.getItem(key) ?? 'null') as unknown,
  set: async (key, value) => localStorage.setItem(key, JSON.stringify(value)),
  remove: async (key) => localStorage.removeItem(key),
};

export interface ComfortsOptions {
  /** Where the tokens have the values that the page gave them; it can speak otherwise. Its frame gets those of the visitor. */
  readonly host: HTMLElement & Pick<Deeds, 'setLanguage'>;
  /** Gets them too: what the page says of it would win over what it inherits. */
  readonly panel: HTMLElement;
  readonly comforts: Store<Comforts>;
  /** Whether the conversation is to stay. */
  readonly stays: Pick<Store<boolean | undefined>, 'set'>;
  readonly key: string;
  readonly config: ReadonlyStore<Pick<Config, 'persist' | 'language'>>;
  readonly storage: PageGifts['storage'];
  /** Where the visitor is asked before anything is kept. */
  readonly consent: Consent | undefined;
}

/** What a text box that waits for a choice from its list says of itself. */
const choosing = '[aria-activedescendant], [aria-expanded=true]';

/** Whether this key is to begin a new line, where the composer would send. Ctrl and Cmd send anyway. */
function breaks(event: KeyboardEvent): boolean {
  const [box, ...around] = event.composedPath();
  return (
    event.key === 'Enter' &&
    !event.ctrlKey &&
    !event.metaKey &&
    box instanceof HTMLTextAreaElement &&
    !box.matches(choosing) &&
    around.some((each) => each instanceof Element && each.localName === 'chat-composer')
  );
}

/**
 * Applies what a visitor chose, keeps it where that is allowed, and follows what they choose in other tabs. Settles when
 * what was kept is known; its undo.
 */
export async function keepComforts(options: ComfortsOptions): Promise<() => void> {
  const { host, panel, comforts, stays, key, config, storage, consent } = options;
  const { persist } = config.get();
  const place = storage ? adoptStorage(storage, platform) : shelf;
  let allowed = persist !== 'none' && (!consent || consent.state.get() === 'given');
  let hearing = false;
  let ended = false;

  function apply(chosen: Comforts): void {
    stays.set(chosen.keep === 'always');
    dress(chosen);
  }
  function dress(chosen: Comforts): void {
    const before = getComputedStyle(host);
    const frame = host.shadowRoot?.querySelector<HTMLElement>('.frame');
    for (const [name, value] of comfortStyles(chosen, (token) => before.getPropertyValue(token)))
      for (const each of [panel, frame])
        if (value) each?.style.setProperty(name, value, 'important');
        else each?.style.removeProperty(name);
  }
  let spoken: string | undefined;
  /** One that the page still offers; what the page itself says later counts until the next choice. */
  async function speak(): Promise<void> {
    const { language } = comforts.get();
    if (!language || language === spoken) return;
    spoken = language;
    const [current, ...others] = config.get().language;
    if (language === current || !others.includes(language)) return;
    host.setLanguage(language);
    // The host has asked for these words first: when we have them, so has the host.
    await import('../../src/i18n/vocabulary.js')
      .then(({ vocabularyFor }) => vocabularyFor([language]))
      .catch(() => undefined);
  }
  async function lookUp(): Promise<void> {
    const chosen = comforts.get();
    const kept = await place.get(key).then(readComforts, () => chosen);
    if (ended) return;
    hearing = true;
    // What was chosen meanwhile is newer.
    comforts.set(comforts.get() === chosen ? kept : comforts.get());
    hearing = false;
    await speak();
  }
  function write(): void {
    if (!allowed || hearing) return;
    const chosen = comforts.get();
    const written = Object.keys(chosen).length ? place.set(key, chosen) : place.remove(key);
    written.catch(() => undefined);
  }

  const ears = new AbortController();
  const { signal } = ears;
  const undo = comforts.subscribe(() => {
    apply(comforts.get());
    write();
  });
  addEventListener('storage', (event) => void (allowed && event.key === key && lookUp()), { signal });
  panel.addEventListener(
    'keydown',
    (event) => {
      if (comforts.get().enterSends === false && breaks(event)) event.stopPropagation();
    },
    { signal, capture: true },
  );
  dress(comforts.get());
  if (allowed && Object.keys(comforts.get()).length) {
    apply(comforts.get());
    write();
  } else if (allowed) await lookUp();
  else if (persist !== 'none')
    void consent?.given.then(async () => {
      allowed = !ended;
      if (allowed) await lookUp();
    });
  return () => {
    ended = true;
    ears.abort();
    undo();
    // The launcher outlives the conversation, and the next one may be somebody else's.
    dress({});
  };
}
