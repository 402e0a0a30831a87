import type { Config } from '../../src/config/config.js';
import type { ReadonlyStore } from '../../src/core/store.js';
import { awayEnglish } from '../../src/i18n/away.en.js';
import type { AllStrings } from '../../src/i18n/strings.js';
import type { Comforts } from '../foundation/comforts.js';
import { browserSounds, soundOnce, type SoundSeams } from './arrival-sound.js';
import { createTitleNotice } from './title-notice.js';

export interface AwayOptions {
  /** The widget: what is said to screen readers is said in it. */
  readonly host: HTMLElement;
  readonly unread: ReadonlyStore<number>;
  readonly config: ReadonlyStore<Config>;
  readonly comforts: ReadonlyStore<Comforts>;
  /** Begins the names of what tabs share. */
  readonly scope: string;
  readonly strings: () => Partial<AllStrings>;
  readonly sounds?: SoundSeams;
  readonly after?: (ms: number, callback: () => void) => () => void;
}

/** A message that another tab shows is read there by then. */
const MOMENT = 300;

const later = (ms: number, callback: () => void): (() => void) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
};

/** Read by screen readers, and seen by nobody: a panel that is closed is silent. */
function makeRegion(): HTMLElement {
  const region = document.createElement('div');
  region.setAttribute('role', 'status');
  Object.assign(region.style, {
    position: 'fixed',
    inlineSize: '1px',
    blockSize: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  });
  return region;
}

/**
 * Says that there is something to read while the chat is closed: to screen readers, and where the page or the visitor
 * want it with a sound and in the title of the page. Its undo.
 */
export function whileAway(options: AwayOptions): () => void {
  const { host, unread, config, comforts, scope, sounds = browserSounds, after = later } = options;
  const title = createTitleNotice(document);
  const region = makeRegion();
  host.shadowRoot?.append(region);
  let before = 0;
  let forget = (): void => undefined;

  function arrived(): void {
    const count = unread.get();
    const strings = options.strings();
    const choices = comforts.get();
    if (!count) return;
    if (choices.announce !== 'off') region.textContent = strings['launcher.unread']?.(count) ?? '';
    const { sound, soundEffectFiles } = config.get();
    if (choices.sound ?? sound) void soundOnce(`${scope}/sound`, soundEffectFiles.messageArrived, sounds);
  }
  function follow(): void {
    const count = unread.get();
    const words = { ...awayEnglish, ...options.strings() };
    if (count && config.get().titleNotice)
      title.show((own) =>
        words['away.title']({ count: new Intl.NumberFormat(words.locale).format(count), title: own }),
      );
    else title.clear();
    forget();
    if (count > before) forget = after(MOMENT, arrived);
    if (!count) region.textContent = '';
    before = count;
  }

  const undo = [unread.subscribe(follow), config.subscribe(follow)];
  follow();
  return () => {
    for (const each of undo) each();
    forget();
    title.clear();
    region.remove();
  };
}
