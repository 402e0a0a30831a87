/** Where a part keeps what can be read, in the order it is read. */
const names = [
  'title', 'question', 'subtitle', 'label', 'name', 'alt', 'caption', 'description', 'text', 'code', 'tex', 'placeholder',
  'image', 'items', 'steps', 'fields', 'options', 'sources', 'action', 'actions',
] as const; // prettier-ignore

/** Lines of a part; deeper nesting is not content. */
const MAX_DEPTH = 5;

function* lines(value: unknown, depth: number): Generator<string> {
  if (typeof value === 'string') {
    if (value.trim()) yield value;
  } else if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return;
  else if (Array.isArray(value)) for (const each of value) yield* lines(each, depth + 1);
  else for (const name of names) if (Object.hasOwn(value, name)) yield* lines(Reflect.get(value, name), depth + 1);
}

/** Everything in a part that reads like words, a line each, nothing twice in a row. */
export const wordsOf = (part: unknown): string =>
  [...lines(part, 0)].filter((line, index, all) => line !== all[index - 1]).join('\n');
