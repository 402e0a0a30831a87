import type { Commit, Word } from '../../mock-server/journal.js';
import type { Bubble, History, Sight, Submission } from './history.js';

/** What each page that is still open shows at rest. */
export const atRest = ({ open, sights }: History): readonly Sight[] =>
  open.flatMap((page) => sights.filter((sight) => sight.page === page).slice(-1));

/** The sights of each page by itself, oldest first. */
export const byPage = ({ sights }: History): readonly (readonly Sight[])[] =>
  [...new Set(sights.map(({ page }) => page))].map((page) => sights.filter((sight) => sight.page === page));

/** A visitor's own bubbles. */
export const own = ({ bubbles }: Sight): readonly Bubble[] => bubbles.filter(({ author }) => author === 'user');

/** Whether a bubble or a commit is what was submitted: by its id, or by its words where no id is known. */
export const isOf = ({ id, text }: Submission, other: { readonly id: string; readonly text: string }): boolean =>
  id === undefined || other.id === '' ? other.text.trim() === text.trim() : other.id === id;

/** When the conversation that is on screen now began. */
export const began = ({ restarts = [] }: History): number => Math.max(-Infinity, ...restarts);

/** What was submitted in the conversation that is on screen now. */
export const current = (history: History): readonly Submission[] =>
  history.submitted.filter(
    ({ at, id }) => at >= began(history) && !(id !== undefined && history.dismissed?.includes(id)),
  );

const isMine = ({ sessions }: History, { sessionId }: Commit | Word): boolean => sessions?.includes(sessionId) ?? true;

/** What the bot acted on in this conversation. */
export const commitsOf = (history: History): readonly Commit[] =>
  history.journal.commits.filter((commit) => isMine(history, commit));

/** What was said in this conversation. */
export const wordsOf = (history: History): readonly Word[] =>
  history.journal.words.filter((word) => isMine(history, word));

/** For the reader of a violation. */
export const shown = (text: string): string => `“${text.length > 40 ? `${text.slice(0, 39)}…` : text}”`;
