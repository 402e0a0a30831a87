import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { format, resolveConfig } from 'prettier';
import type { Result } from './measure.js';
import { table } from './table.js';

const GIB = 1024 ** 3;
const BEGIN = '<!-- measured -->';
const END = '<!-- /measured -->';

/** Where and when it was measured. */
export interface Place {
  readonly date: string;
  readonly node: string;
  readonly cpu: string;
  readonly cores: number;
  /** GiB. */
  readonly memory: number;
}

/** This machine, now. */
export const here = (): Place => ({
  date: new Date().toISOString().slice(0, 10),
  node: process.version,
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: availableParallelism(),
  memory: Math.round(totalmem() / GIB),
});

/** What the page says between its marks. */
function measured(results: readonly Result[], { date, node, cpu, cores, memory }: Place): string {
  const [load] = results.map((result) => result.load);
  const asked = load
    ? `${load.messages} messages each, up to ${load.pause / 1000} s apart, ${load.tokens} tokens an answer, ${load.pace} ms between two of them: an answer takes ${((load.tokens * load.pace) / 1000).toFixed(1)} s to think of.`
    : '';
  return `${date}, ${cores} cores (${cpu}), ${memory} GiB, Node ${node}. ${asked} The server and the two processes that visit it share these cores.\n\n${table(results)}`;
}

/** Writes the results into the page, between its marks, as the repository's pages are written. */
export async function writePage(file: string, results: readonly Result[], place: Place): Promise<void> {
  const page = readFileSync(file, 'utf8');
  const [before, after] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (before < 0 || after < before) throw new Error(`${file} has no marks to write between.`);
  const written = `${page.slice(0, before + BEGIN.length)}\n\n${measured(results, place)}\n\n${page.slice(after)}`;
  writeFileSync(file, await format(written, { ...(await resolveConfig(file)), filepath: file }));
}
