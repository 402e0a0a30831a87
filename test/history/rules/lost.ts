import type { Word } from '../../../mock-server/journal.js';
import type { History, Sight, Submission } from '../history.js';
import { atRest, began, current, isOf, own, shown, wordsOf } from '../seen.js';

const SETTLED = ['delivered', 'failed'];

/** As often as it was submitted it is there, with its words, and settled. */
function lostOf(history: History, sight: Sight, submission: Submission): readonly string[] {
  const { text } = submission;
  const name = `${shown(text)} in ${sight.page}`;
  const mine = own(sight).filter((bubble) => isOf(submission, bubble));
  const wanted = current(history).filter((other) => isOf(submission, { id: '', ...other })).length;
  if (mine.length < wanted) return [`${name} was submitted and is not there`];
  const odd = mine.find((bubble) => bubble.text.trim() !== text.trim());
  if (odd) return [`${name} reads ${shown(odd.text)}`];
  const open = mine.find(({ delivery }) => !SETTLED.includes(delivery));
  return open ? [`${name} is still ${open.delivery.toUpperCase()} at rest`] : [];
}

/**
 * What the server cannot give any more, and what nobody waits for: words from before it was restarted, and the answer
 * to a message that FAILED here and so was not asked for again.
 */
function isExcused(history: History, sight: Sight, { messageId, epoch, at }: Word): boolean {
  const { commits, words } = history.journal;
  const now = history.epoch ?? Math.max(0, ...[...commits, ...words].map((each) => each.epoch));
  const question = own(sight).find(({ id }) => messageId === `${id}.reply`);
  return (
    at < began(history) ||
    epoch < now ||
    messageId === '' ||
    question?.delivery === 'failed' ||
    (history.dismissed?.includes(messageId) ?? false)
  );
}

/**
 * **L: nothing is lost.** At rest every page that is open shows each text that was submitted, as it was written, DELIVERED
 * or FAILED; and each word that was said to this conversation. Excused is what was before a new beginning, and what the
 * server itself forgot in a restart.
 */
export function lost(history: History): readonly string[] {
  return atRest(history).flatMap((sight) => {
    const shownIds = new Set(sight.bubbles.map(({ id }) => id));
    const unheard = wordsOf(history).filter(
      (word) => !shownIds.has(word.messageId) && !isExcused(history, sight, word),
    );
    return [
      ...current(history).flatMap((submission) => lostOf(history, sight, submission)),
      ...unheard.map(({ text, messageId }) => `${shown(text || messageId)} was said and is not in ${sight.page}`),
    ];
  });
}
