import type { Load, Percentiles, Result } from './measure.js';

const KB = 1024;
const nameOf = ({ wire, slowEvery }: Load): string =>
  slowEvery > 0 ? `${wire}, one in ${slowEvery} reads 1 kB/s` : wire;
const times = ({ p50, p95, p99 }: Percentiles): string => [p50, p95, p99].join(' / ');
const kb = (bytes: number): string => (bytes / KB).toFixed(1);

/** What each column says of a result. */
const columns: Readonly<Record<string, (result: Result) => string | number>> = {
  wire: ({ load }) => nameOf(load),
  conversations: ({ load }) => load.conversations,
  'answers right / asked': ({ messages }) => `${messages.right} / ${messages.sent}`,
  'first word, ms (p50 / p95 / p99)': ({ first }) => times(first),
  'whole answer, ms': ({ whole }) => times(whole),
  'heap per open conversation, kB': ({ perConversation }) => kb(perConversation.heapOpen),
  'RSS per open conversation, kB': ({ perConversation }) => kb(perConversation.rssOpen),
  'CPU of the server, s / s': ({ cpuSeconds, seconds }) => (cpuSeconds / seconds).toFixed(2),
  'CPU of the visitors, s / s': ({ visitorSeconds, seconds }) => (visitorSeconds / seconds).toFixed(2),
};

/** Results as a table in Markdown. */
export const table = (results: readonly Result[]): string =>
  [
    Object.keys(columns),
    Object.keys(columns).map(() => '---'),
    ...results.map((result) => Object.values(columns).map((cell) => cell(result))),
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

/** One result in one line. */
export const line = (result: Result): string =>
  Object.entries(columns)
    .map(([name, cell]) => (name === 'wire' ? cell(result) : `${name} ${cell(result)}`))
    .join(' · ');
