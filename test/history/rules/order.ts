import type { History, Sight } from '../history.js';
import { atRest, commitsOf, current, isOf, own, shown, wordsOf } from '../seen.js';

/** The first pair of neighbours that stand the wrong way round. */
function fault<T>(things: readonly T[], placeOf: (thing: T) => number): readonly [T, T] | undefined {
  for (const [index, thing] of things.entries()) {
    const next = things[index + 1];
    if (next !== undefined && placeOf(next) < placeOf(thing)) return [thing, next];
  }
  return undefined;
}

/** Submissions that went by themselves: one that FAILED goes again when the visitor says so, out of turn. */
const inTurn = (history: History) =>
  current(history).filter(
    (submission) =>
      current(history).filter((other) => isOf(submission, { id: '', ...other })).length === 1 &&
      !history.sights.some((sight) =>
        own(sight).some((bubble) => bubble.delivery === 'failed' && isOf(submission, bubble)),
      ),
  );

/**
 * Whether a word came first to a page that was loaded when a later one had been seen already, by pages that are gone: the
 * numbers of the server live as long as a page, so what was missed before a reload stands where it came.
 */
function isBelated({ sights, open }: History, words: readonly string[], id: string): boolean {
  const shows = (sight: Sight, ids: readonly string[]) => sight.bubbles.some((bubble) => ids.includes(bubble.id));
  const page = sights.find((sight) => shows(sight, [id]))?.page;
  const loaded = sights.find((sight) => sight.page === page)?.at ?? -Infinity;
  const later = words.slice(words.indexOf(id) + 1);
  const before = sights.filter((sight) => sight.at < loaded && shows(sight, later));
  return before.length > 0 && before.every((sight) => !open.includes(sight.page));
}

function orderIn(history: History, sight: Sight): readonly string[] {
  const submissions = inTurn(history);
  const placed = own(sight).flatMap((bubble) => {
    const place = submissions.findIndex((submission) => isOf(submission, bubble));
    return place < 0 ? [] : [{ place, text: bubble.text }];
  });
  // An answer that has to be asked for again comes when it comes.
  const outOfTurn = new Set(
    history.submitted.filter((each) => !submissions.includes(each)).map(({ id }) => `${id ?? ''}.reply`),
  );
  const words = wordsOf(history).map(({ messageId }) => (outOfTurn.has(messageId) ? '' : messageId));
  const answers = sight.bubbles
    .map(({ id, text }) => ({ text, place: words.indexOf(id) }))
    .filter(({ place }) => place >= 0 && !isBelated(history, words, words[place] ?? ''));
  const early = sight.bubbles.find(({ id }, index) =>
    sight.bubbles.slice(index + 1).some((question) => id === `${question.id}.reply`),
  );
  return [
    ...[fault(placed, ({ place }) => place), fault(answers, ({ place }) => place)].flatMap((pair) =>
      pair ? [`${shown(pair[1].text)} stands below ${shown(pair[0].text)} and came before it`] : [],
    ),
    ...(early ? [`${shown(early.text)} stands above its question`] : []),
  ].map((violation) => `${violation} in ${sight.page}`);
}

/**
 * **O: order.** At rest a visitor's bubbles stand as they were submitted, what was said as it was said, an answer below its
 * question; and the bot acted on the visitor's words in the order in which they were submitted. A message that FAILED
 * on the way is out of turn, and so is its answer; and a word that was missed before a reload and comes after it.
 */
export function order(history: History): readonly string[] {
  const submissions = inTurn(history);
  const first = submissions.flatMap((submission, place) => {
    const at = commitsOf(history).findIndex((commit) => isOf(submission, commit));
    return at < 0 ? [] : [{ at, place, text: submission.text }];
  });
  const pair = fault(first, ({ at }) => at);
  return [
    ...atRest(history).flatMap((sight) => orderIn(history, sight)),
    ...(pair ? [`the bot acted on ${shown(pair[1].text)} before ${shown(pair[0].text)}`] : []),
  ];
}
