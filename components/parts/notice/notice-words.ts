import { noticeEnglish } from '../../../src/i18n/parts/notice.en.js';
import type { Words } from '../../../src/i18n/strings.js';
import type { PartMap } from '../../../src/protocol/part.js';
import { withoutDeceit } from '../safe-url.js';

type Notice = PartMap['notice'];
type NoticeWords = Words<typeof noticeEnglish>;

/** Characters of a name; the rest would push the line apart. */
const MAX_NAME = 60;

/** A name that reads as what it is, on one line. */
const nameOf = ({ name }: Notice): string =>
  withoutDeceit(name ?? '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_NAME);
const placeOf = ({ position }: Notice): number => Math.max(0, Math.floor(position ?? 0));

const lines: { readonly [E in Notice['event']]: (notice: Notice, words: NoticeWords) => string } = {
  joined: (notice, words) => (nameOf(notice) ? words['notice.joined'](nameOf(notice)) : words['notice.somebodyJoined']),
  left: (notice, words) => (nameOf(notice) ? words['notice.left'](nameOf(notice)) : words['notice.somebodyLeft']),
  handoff: (_, words) => words['notice.handoff'],
  handback: (_, words) => words['notice.handback'],
  queue: (notice, words) =>
    [words['notice.waiting'], words['notice.next']][placeOf(notice)] ?? words['notice.queue'](placeOf(notice)),
  ended: (_, words) => words['notice.ended'],
  'new-session': (_, words) => words['notice.new-session'],
  gap: (_, words) => words['notice.gap'],
  away: (_, words) => words['notice.away'],
};

/** What a notice says; English where no other words are given. */
export const noticeWords = (notice: Notice, words?: Partial<NoticeWords>): string =>
  lines[notice.event](notice, { ...noticeEnglish, ...words });
