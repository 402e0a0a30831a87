import type { Commit } from '../../../mock-server/journal.js';
import type { History, Sight } from '../history.js';
import { byPage, commitsOf, isOf, own, shown, wordsOf } from '../seen.js';

const repeated = (names: readonly string[]): readonly string[] => [
  ...new Set(names.filter((name, index) => names.indexOf(name) !== index)),
];
const times = (texts: readonly string[], text: string): number => texts.filter((each) => each === text).length;
/** Letters and digits alone: markdown and what is drawn of it read the same. */
const squashed = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

/** More bubbles than there were words for them, in one frame. */
function doubledIn(history: History, sight: Sight): readonly string[] {
  const ids = repeated(sight.bubbles.map(({ id }) => id)).map((id) => `two bubbles are ${id}`);
  const mine = own(sight).map(({ text }) => text.trim());
  const submitted = history.submitted.map(({ text }) => text.trim());
  const doubled = repeated(mine).filter(
    (text) => submitted.includes(text) && times(mine, text) > times(submitted, text),
  );
  const theirs = sight.bubbles
    .filter(({ author }) => author === 'bot' || author === 'agent')
    .map(({ text }) => squashed(text));
  const said = history.journal.words.map(({ text }) => squashed(text));
  const echoed = repeated(theirs).filter((text) => said.includes(text) && times(theirs, text) > times(said, text));
  return [
    ...ids,
    ...doubled.map((text) => `${shown(text)} has more bubbles than it was submitted`),
    ...echoed.map((text) => `${shown(text)} has more bubbles than it was said`),
  ].map((violation) => `${violation} in ${sight.page}`);
}

function doubledCommits(history: History): readonly string[] {
  const commits = commitsOf(history);
  const of = (commit: Commit) => `${commit.sessionId} ${commit.id} of epoch ${commit.epoch}`;
  const ids = repeated(commits.filter(({ id }) => id !== '').map(of)).map((name) => `two commits have the id ${name}`);
  const epochs = [...new Set(commits.map(({ epoch }) => epoch))];
  const texts = [...new Set(history.submitted.map(({ text }) => text))];
  const oversaid = texts.flatMap((text) => {
    const wanted = history.submitted.filter((other) => other.text === text).length;
    return epochs
      .filter((epoch) => commits.filter((each) => each.epoch === epoch && isOf({ text, at: 0 }, each)).length > wanted)
      .map(() => `${shown(text)} was committed more often than submitted`);
  });
  return [...ids, ...oversaid];
}

/** What nobody recognises when it comes again may come once for each time that the visitor said it or sent it again. */
function oversent(history: History, retried: readonly string[]): readonly string[] {
  const of = ({ id, epoch }: Commit) => `${id} of epoch ${epoch}`;
  const commits = commitsOf(history).filter(({ id }) => id !== '');
  const names = commits.map(of);
  return [
    ...new Set(
      commits
        .filter((commit) => times(names, of(commit)) > 1 + times(retried, commit.id))
        .map((commit) => `${of(commit)} was committed more often than the visitor sent it`),
    ),
  ];
}

/**
 * **D: nothing is doubled.** In no frame of any page two bubbles have one id, or a text more bubbles than it was submitted
 * or said. A transport that repeats by itself has each id, and each text that was submitted once, committed once; a
 * restart of the server begins the count anew, since it cannot remember. Any other transport never repeats: a message is
 * committed no more often than the visitor sent it, where it is known how often that was.
 */
export function doubled(history: History): readonly string[] {
  const seen = byPage(history).flatMap((sights) => sights.flatMap((sight) => doubledIn(history, sight)));
  const words = wordsOf(history).map(({ messageId, epoch }) => `${messageId} of epoch ${epoch}`);
  return [
    ...new Set(seen),
    ...repeated(words.filter((name) => !name.startsWith(' '))).map((name) => `${name} was said twice`),
    ...(history.idempotent ? doubledCommits(history) : history.retried ? oversent(history, history.retried) : []),
  ];
}
