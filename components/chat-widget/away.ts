import type { Config } from '../../src/config/config.js';
import type { Chat } from '../../src/core/chat.js';
import { isNotice } from '../../src/core/is-notice.js';
import type { ReadonlyStore } from '../../src/core/store.js';
import { awayEnglish } from '../../src/i18n/away.en.js';
import type { Vocabulary } from '../../src/i18n/strings.js';
import { briefWords } from '../conversation/brief-words.js';
import type { Comforts } from '../foundation/comforts.js';
import { textOf } from '../parts/registry.js';
import { withoutDeceit } from '../parts/safe-url.js';
import type { ChatPeek } from '../shell/peek/peek.js';
import { showPeek } from '../shell/peek/show-peek.js';
import { browserSounds, soundOnce, type SoundSeams } from './arrival-sound.js';
import { createTitleNotice } from './title-notice.js';

export interface AwayOptions {
  /** The widget: what is said of news is said in it. */
  readonly host: HTMLElement;
  readonly chat: Pick<Chat, 'messages'>;
  readonly unread: ReadonlyStore<number>;
  readonly config: ReadonlyStore<Config>;
  readonly comforts: ReadonlyStore<Comforts>;
  /** Begins the names of what tabs share. */
  readonly scope: string;
  readonly words: ReadonlyStore<Vocabulary>;
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
    inset: 'auto',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  });
  return region;
}

/**
 * Says that there is something to read while the chat is closed: what was said last beside the launcher, or at least to
 * screen readers how much it is; where the page or the visitor want it with a sound and in the title of the page. Its undo.
 */
export function whileAway(options: AwayOptions): () => void {
  const { host, chat, unread, config, comforts, scope, words, sounds = browserSounds, after = later } = options;
  const title = createTitleNotice(document);
  const region = makeRegion();
  // There language and direction are those of its words.
  host.shadowRoot?.querySelector('.frame')?.append(region);
  let before = 0;
  let peek: ChatPeek | undefined;
  let forget = (): void => undefined;

  const said = () => ({ ...awayEnglish, ...words.get() });

  function showNewest(silent: boolean): ChatPeek | undefined {
    const newest = chat.messages().findLast((each) => each.author !== 'user' && !each.streaming && !isNotice(each));
    const { messagePeek, assistantName, heading } = config.get();
    // An open chat shows it itself, whoever looks at another tab.
    if (!newest || !messagePeek || host.hasAttribute('open')) return undefined;
    const strings = said();
    const text = briefWords(newest.parts.map((part) => textOf(part, strings)).join('\n'));
    return showPeek(host, {
      text: text || strings['away.notice'],
      language: text ? newest.language : undefined,
      name: withoutDeceit(newest.name ?? '') || (newest.author === 'bot' && assistantName) || heading,
      open: strings['away.open'],
      dismiss: strings['away.dismiss'],
      silent,
    });
  }
  function arrived(): void {
    const count = unread.get();
    const choices = comforts.get();
    if (!count) return;
    const silent = choices.announce === 'off';
    peek = showNewest(silent);
    if (!peek && !silent) region.textContent = words.get()['launcher.unread'](count);
    const { sound, soundEffectFiles } = config.get();
    if (choices.sound ?? sound) void soundOnce(`${scope}/sound`, soundEffectFiles.messageArrived, sounds);
  }
  function entitle(): void {
    const count = unread.get();
    const strings = said();
    if (count && config.get().titleNotice)
      title.show(count, (all, own) =>
        strings['away.title']({ count: new Intl.NumberFormat(strings.locale).format(all), title: own }),
      );
    else title.clear();
  }
  function follow(): void {
    const count = unread.get();
    entitle();
    forget();
    if (count > before) forget = after(MOMENT, arrived);
    if (!count) {
      region.textContent = '';
      peek?.leave();
    }
    before = count;
  }
  /** What is seen says itself anew; what was heard is not said again in other words. */
  function sayAnew(): void {
    entitle();
    if (peek?.isConnected) showNewest(true);
  }

  const undo = [unread.subscribe(follow), config.subscribe(entitle), words.subscribe(sayAnew)];
  follow();
  return () => {
    for (const each of undo) each();
    forget();
    title.clear();
    peek?.leave();
    region.remove();
  };
}
