import { invitationOf, openingOf, openingRulesOf, type Around, type Invitation } from '../../src/config/beckoning.js';
import type { Config } from '../../src/config/config.js';
import { awayEnglish } from '../../src/i18n/away.en.js';
import { briefWords } from '../conversation/brief-words.js';
import type { Phone } from '../foundation/phone.js';
import type { AddressedPage } from './address-changes.js';
import { createAgenda, type Clock } from './agenda.js';
import { openAtLinks } from './message-links.js';
import { openInTime, type Opening } from './open-in-time.js';
import type { PageGifts } from './page-gifts.js';

/** The widget, as far as it beckons. */
export interface Beckoning extends HTMLElement, Pick<PageGifts, 'words'> {
  readonly config: Config;
  /** There is one since it was opened. */
  readonly chat?: unknown;
  open(): Promise<void>;
}

/** What it depends on besides. */
export interface BeckonSeams {
  readonly clock?: Clock;
  readonly page?: AddressedPage & {
    readonly innerWidth: number;
    readonly location: Around['address'];
    readonly matchMedia: (query: string) => Pick<MediaQueryList, 'matches'>;
  };
  /** What is not done again. */
  readonly done?: Set<string>;
  readonly warn?: (line: string) => void;
}

/** The panel's word, which comes with the panel: a closed chat does not fetch that. The compiler keeps the two alike. */
const PHONE: Phone = '(max-width:480px),(max-width:960px) and (max-height:480px)';
/** What is pointed at or has the focus does not go; it is looked at again after as many milliseconds. */
const MOMENT = 1_000;

/** Of this visit to the page, for all widgets on it: nothing may be kept of it before the visitor acts. */
const doneHere = new Set<string>();

interface Begun extends Opening {
  readonly said: string;
  readonly end: () => void;
}
const beckoning = new WeakMap<HTMLElement, Begun>();

/**
 * Does what a closed chat does to be opened: words beside its launcher, or opening by itself. Each once in a visit, in
 * its time, and neither after the chat was open. Settings that changed meanwhile begin anew; a widget that is not on the
 * page listens to nothing of it.
 */
export function beckon(widget: Beckoning, seams: BeckonSeams = {}): void {
  const before = beckoning.get(widget);
  if (!widget.isConnected) return before?.rest();
  const { messagePeek, peek, initial, autoOpen, messageLinks } = widget.config;
  if (messageLinks) openAtLinks(widget);
  if (widget.chat || widget.hasAttribute('open')) return;
  const said = JSON.stringify([messagePeek, peek, initial, autoOpen]);
  if (before?.said === said) return before.wake();
  before?.end();
  beckoning.set(widget, { said, ...begin(widget, seams) });
}

function begin(
  widget: Beckoning,
  { clock, page = window, done = doneHere, warn = (line) => console.warn(line) }: BeckonSeams,
): Omit<Begun, 'said'> {
  const { config } = widget;
  const agenda = createAgenda(clock);
  const ears = new AbortController();
  const around = (): Around => ({
    width: page.innerWidth,
    phone: page.matchMedia(PHONE).matches,
    address: page.location,
  });

  /** Pages hide a widget for a while: until the visitor has answered a banner. */
  function whenShown(deed: () => void): void {
    const eye = new MutationObserver(() => {
      if (widget.hidden) return;
      eye.disconnect();
      deed();
    });
    eye.observe(widget, { attributeFilter: ['hidden'] });
    ears.signal.addEventListener('abort', () => eye.disconnect());
  }
  function doOnce(name: string, deed: () => void, isDue = () => true): void {
    // An open one beckons nobody, and nobody sees what a hidden one does.
    if (done.has(name) || !widget.isConnected || widget.hasAttribute('open')) return;
    if (widget.hidden) return whenShown(() => doOnce(name, deed, isDue));
    // The visitor may have gone to another page meanwhile: what is not done now is not done for good.
    if (!isDue()) return;
    done.add(name);
    deed();
  }
  async function invite({ text, timeout, animation, animationTimeout }: Invitation): Promise<void> {
    const { showPeek } = await import('../shell/peek/show-peek.js');
    const said = (silent = false) => {
      const words = { ...awayEnglish, ...widget.words.get() };
      const { assistantName, heading } = config;
      const [open, dismiss] = [words['away.open'], words['away.dismiss']];
      return { text, name: assistantName || heading, animation, animationTimeout, open, dismiss, silent };
    };
    const peek = showPeek(widget, said());
    // What was heard is not said again in other words.
    const undo = widget.words.subscribe(() => (peek?.isConnected ? peek.say(said(true)) : undo()));
    function go(): void {
      if (peek?.used) agenda.plan(MOMENT, go);
      else peek?.leave();
    }
    if (timeout) agenda.plan(timeout, go);
  }

  const invitation = invitationOf({ ...config, initial: briefWords(config.initial) }, around(), warn);
  const inviting = `peek ${invitation?.text ?? ''}`;
  if (invitation && !done.has(inviting))
    agenda.plan(invitation.delay, () => doOnce(inviting, () => void invite(invitation).catch(() => undefined)));

  const rules = openingRulesOf(config, warn);
  const { wake, rest } = openInTime({
    rules,
    around,
    page,
    agenda,
    isOver: () => done.has('open') || !widget.isConnected || widget.hasAttribute('open'),
    open: () =>
      doOnce(
        'open',
        () => void widget.open(),
        () => openingOf(rules, around()) !== undefined,
      ),
  });
  wake();

  function end(): void {
    rest();
    agenda.clear();
    ears.abort();
  }
  widget.addEventListener(
    'chat-opened',
    () => {
      end();
      for (const name of [inviting, 'open']) done.add(name);
    },
    ears,
  );
  return { wake, rest, end };
}
