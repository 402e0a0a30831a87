import type { Config } from './config.js';
import { fitsPage, isPagePattern } from './page-pattern.js';
import { isPlain, type Raw } from './plain.js';
import type { Warn } from './resolve.js';

/** The window and the page that the settings speak of. */
export interface Around {
  /** Pixels. */
  readonly width: number;
  /** An open panel would be all that is seen. */
  readonly phone: boolean;
  readonly address: Pick<Location, 'origin' | 'host' | 'pathname' | 'search'>;
}

const animations = ['none', 'bounce', 'wiggle'] as const;

/** Words beside the closed launcher, before anything was said. */
export interface Invitation {
  readonly text: string;
  /** Milliseconds until they come. */
  readonly delay: number;
  /** Milliseconds until they go by themselves; 0 is never. */
  readonly timeout: number;
  /** How they draw attention when they come. */
  readonly animation: (typeof animations)[number];
  /** Milliseconds that they do so for; 0 is once. */
  readonly animationTimeout: number;
}

/** Milliseconds: long enough to have looked around, short enough to be there still. */
const DELAY = 5_000;
/** Milliseconds: what moves for longer, a reader must be able to stop (WCAG 2.2.2). */
const RESTLESS = 5_000;
/** The longest that a browser's timer waits. */
const LONGEST = 2_147_483_647;

interface Kind<T> {
  readonly type: string;
  readonly read: (raw: unknown) => T | undefined;
}

const amountOf = (type: string): Kind<number> => ({
  type,
  read(raw) {
    const number = typeof raw === 'string' && raw.trim() ? Number(raw) : raw;
    return typeof number === 'number' && number >= 0 ? Math.min(number, LONGEST) : undefined;
  },
});
const milliseconds = amountOf('milliseconds');
const pixels = amountOf('pixels');
const words: Kind<string> = { type: 'text', read: (raw) => (typeof raw === 'string' ? raw.trim() : undefined) };
const animation: Kind<Invitation['animation']> = {
  type: animations.join(' | '),
  read: (raw) => animations.find((each) => each === raw),
};

const shown = (raw: unknown): string => `“${String(JSON.stringify(raw)).slice(0, 80)}”`;

/** Reads one word after another of a setting. What does not parse is left out, with a line that names it. */
function wordsOf(setting: string, warn: Warn) {
  return <T>(said: Raw, name: string, { type, read }: Kind<T>): T | undefined => {
    const raw = said[name] ?? undefined;
    const value = raw === undefined ? undefined : read(raw);
    if (raw !== undefined && value === undefined)
      warn(`[chat-widget] bad-setting: “${name}” of “${setting}” is ignored: ${shown(raw)} is not ${type}.`);
    return value;
  };
}

/**
 * What is to stand beside the launcher, if anything is: the text of `peek`, else the bot's first message. In windows
 * narrower than `mobile.below`, or else on phones, what `mobile` says counts more.
 */
export function invitationOf(
  { messagePeek, peek, initial }: Pick<Config, 'messagePeek' | 'peek' | 'initial'>,
  { width, phone }: Pick<Around, 'width' | 'phone'>,
  warn: Warn,
): Invitation | undefined {
  const word = wordsOf('peek', warn);
  const { mobile } = peek;
  const own = isPlain(mobile) ? mobile : {};
  const below = word(own, 'below', pixels);
  const isSmall = below === undefined ? phone : width < below;
  if (!messagePeek || (isSmall && mobile === false)) return undefined;
  const said = isSmall ? { ...peek, ...own } : peek;
  const text = word(said, 'text', words) ?? initial;
  if (!text) return undefined;
  return {
    text,
    delay: word(said, 'delay', milliseconds) ?? DELAY,
    timeout: word(said, 'timeout', milliseconds) ?? 0,
    animation: word(said, 'animation', animation) ?? 'none',
    animationTimeout: Math.min(word(said, 'animationTimeout', milliseconds) ?? 0, RESTLESS),
  };
}

/** The patterns among what was given; of the others the console is told. */
function patternsIn(raw: unknown, warn: Warn): readonly string[] {
  return [raw].flat().filter((each): each is string => {
    if (isPagePattern(each)) return true;
    warn(
      `[chat-widget] bad-pattern: ${shown(each)} of “autoOpen” is ignored: it is not like /pricing* or shop.example/*.`,
    );
    return false;
  });
}

/** When the chat opens by itself: all that a rule says must hold. */
export interface OpeningRule {
  /** Milliseconds. */
  readonly after: number;
  /** Pixels; absent means everywhere but on phones. */
  readonly minWidth: number | undefined;
  /** Absent means on every page. */
  readonly pages: readonly string[] | undefined;
}

/** The rules by which the chat opens by itself; none where nobody asked for it. */
export function openingRulesOf({ autoOpen }: Pick<Config, 'autoOpen'>, warn: Warn): readonly OpeningRule[] {
  const word = wordsOf('autoOpen', warn);
  const { or, ...own } = autoOpen;
  return [own, or]
    .filter((rule): rule is Raw => isPlain(rule) && Object.keys(rule).length > 0)
    .map(({ pages, ...rule }) => ({
      after: word(rule, 'after', milliseconds) ?? 0,
      minWidth: word(rule, 'minWidth', pixels),
      pages: pages === undefined ? undefined : patternsIn(pages, warn),
    }));
}

/** Milliseconds until the chat opens by itself, if it does so here: those of the soonest rule whose conditions all hold. */
export function openingOf(rules: readonly OpeningRule[], { width, phone, address }: Around): number | undefined {
  const waits = rules
    // Nobody loses the whole window to a chat, unless the page says that windows so narrow are meant.
    .filter(({ minWidth }) => (minWidth === undefined ? !phone : width >= minWidth))
    .filter(({ pages }) => !pages || pages.some((pattern) => fitsPage(pattern, address)))
    .map(({ after }) => after);
  return waits.length ? Math.min(...waits) : undefined;
}
