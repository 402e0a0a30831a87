import type { Load, Percentiles, Result } from './measure.js';

const KB = 1024;
const nameOf = ({ wire, slowEvery }: Load): string =>
  slowEvery > 0 ? `${wire}, one in ${slowEvery} reads 1 kB/s` : wire;
const times = ({ p50, p95, p99 }: Percentiles): string => [p50, p95, p99].join(' / ');
const heads = [
  'wire',
  'conversations',
  'answers right / asked',
  'first word, ms (p50 / p95 / p99)',
  'whole answer, ms',
  'heap per open conversation, kB',
  'RSS per open conversation, kB',
  'CPU s / s',
];

/** Results as a table in Markdown. */
export const table = (results: readonly Result[]): string =>
  [
    heads,
    heads.map(() => '---'),
    ...results.map(({ load, messages, first, whole, perConversation, cpuSeconds, seconds }) => [
      nameOf(load),
      load.conversations,
      `${messages.right} / ${messages.sent}`,
      times(first),
      times(whole),
      (perConversation.heapOpen / KB).toFixed(1),
      (perConversation.rssOpen / KB).toFixed(1),
      (cpuSeconds / seconds).toFixed(2),
    ]),
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
