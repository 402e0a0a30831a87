import type { Row } from '../../../store.js';
import type { JsonObject } from '../../json.js';
import type { Call } from '../call.js';
import { pageOf, readListQuery } from './list-query.js';

/**
 * A page of rows, which come oldest first: as JSON with the cursor of the next page, or as one line of JSON each where
 * the client takes those; lines have no pages unless they are asked for. The cursor is empty after the end.
 */
export function answerList(
  call: Call,
  rows: readonly Row[],
  shown: (row: Row) => JsonObject,
  filters: readonly string[] = [],
): Response {
  const query = readListQuery(new URL(call.req.url).searchParams, filters);
  if (/\bapplication\/jsonl\b/i.test(call.req.header('accept') ?? '')) {
    const lines = pageOf(rows, query, Infinity).map(([row]) => JSON.stringify({ type: 'item', data: shown(row) }));
    return call.body(lines.join('\n'), 200, { 'content-type': 'application/jsonl' });
  }
  const page = pageOf(rows, query);
  return call.json({ items: page.map(([row]) => shown(row)), cursor: String(page.at(-1)?.[1] ?? '') });
}
