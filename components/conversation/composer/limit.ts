import { html, nothing } from 'lit';
import type { Comfort, Surroundings } from './comfort.js';

/** The count is shown for the last tenth, and for no fewer than these; where there is no limit, never. */
const NEAR = 20;
/** At so many characters left it is said to those who do not see it. */
const said = [50, NEAR, 10, 0] as const;

/**
 * How long a message may be. Characters are counted as JavaScript, and so most backends, count them: UTF-16 units, of
 * which an emoji has several. Nothing is cut: what is too long is not sent, and stays.
 */
export function limit({ box, composer, config, strings, say, changed }: Surroundings): Comfort {
  let refused = false;
  let mark = Infinity;
  const most = (): number => config()?.maxLength || Infinity;
  const isNear = (left: number): boolean => left < Infinity && left <= Math.max(NEAR, most() / 10);

  function tell(left: number): void {
    const next = left < 0 ? -1 : (said.findLast((each) => left <= each) ?? Infinity);
    if (next < mark) say(wordsFor(left));
    mark = next;
  }
  const wordsFor = (left: number): string => strings()[left < 0 ? 'composer.over' : 'composer.left'](Math.abs(left));

  return {
    onText(text) {
      const left = most() - text.trim().length;
      if (left >= 0) refused = false;
      box.setAttribute('aria-invalid', left < 0 ? 'true' : 'false');
      if (left < 0) box.setAttribute('aria-describedby', 'limit');
      else box.removeAttribute('aria-describedby');
      if (isNear(left)) tell(left);
      else mark = Infinity;
    },
    onSend({ text }) {
      if (text.length <= most()) return false;
      refused = true;
      say('');
      changed();
      return true;
    },
    draw() {
      const left = most() - composer.value.trim().length;
      if (!isNear(left)) return nothing;
      return html`<p
        id="limit"
        part="count"
        class="limit ${left < 0 ? 'over' : ''}"
        role=${refused ? 'alert' : nothing}
      >
        ${refused ? strings()['composer.tooLong'](most()) : ''} <bdi>${wordsFor(left)}</bdi>
      </p>`;
    },
    leave() {
      for (const name of ['aria-invalid', 'aria-describedby']) box.removeAttribute(name);
    },
  };
}
