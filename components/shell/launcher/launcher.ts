import type { launcherEnglish } from '../../../src/i18n/launcher.en.js';
import { place } from '../../foundation/place.js';

export interface LauncherState {
  readonly open: boolean | undefined;
  readonly unread: number;
  readonly strings: typeof launcherEnglish;
}
export interface LauncherActions {
  readonly toggle: () => void;
  /** The visitor comes near: a moment to fetch what opening needs. */
  readonly near: () => void;
}

const SVG = 'http://www.w3.org/2000/svg';
const bubble =
  'M12 3.2c-5 0-9 3.5-9 7.9 0 2.4 1.2 4.5 3.1 6-.1 1-.6 2.1-1.4 3-.3.3 0 .8.4.7 1.9-.3 3.5-1 4.7-1.9.7.1 1.4.2 2.2.2 5 0 9-3.6 9-8s-4-7.9-9-7.9z';
const chevron = 'M6 9l6 6 6-6';

/**
 * The round button in the corner, with the number of unread messages. Made by hand: a page that carries a closed chat
 * pays for no library. What the page puts into the slot stands in place of the sign; the button stays ours.
 */
export class Launcher {
  readonly element = document.createElement('button');
  readonly #icon = document.createElementNS(SVG, 'svg');
  readonly #path = document.createElementNS(SVG, 'path');
  readonly #badge = document.createElement('span');

  constructor({ toggle, near }: LauncherActions) {
    const { element } = this;
    element.type = 'button';
    element.className = 'launcher';
    element.part = 'launcher';
    element.addEventListener('click', toggle);
    element.addEventListener('pointerenter', near);
    element.addEventListener('focus', near);
    this.#icon.setAttribute('viewBox', '0 0 24 24');
    this.#icon.ariaHidden = 'true';
    this.#icon.append(this.#path);
    this.#badge.className = 'badge';
    this.#badge.part = 'badge';
    this.#badge.ariaHidden = 'true';
    const slot = document.createElement('slot');
    slot.name = 'launcher';
    slot.append(this.#icon);
    element.append(slot);
  }

  update({ open, unread, strings }: LauncherState): void {
    const name = strings[open ? 'launcher.close' : 'launcher.open'];
    const news = unread > 0 && !open;
    this.element.ariaExpanded = String(!!open);
    this.element.ariaLabel = news ? `${name}, ${strings['launcher.unread'](unread)}` : name;
    this.#path.setAttribute('d', open ? chevron : bubble);
    // The first number of a page in the signs of a language costs ten milliseconds: most pages never need one.
    if (news) this.#badge.textContent = Math.min(unread, 99).toLocaleString(strings.locale) + (unread > 99 ? '+' : '');
    place(this.element, this.#badge, news);
  }
}
