import { withoutDeceit } from '../../src/protocol/deceit.js';

/** Where a part keeps what it is called, as against what it says. */
const names = new Set([
  'title', 'subtitle', 'description', 'label', 'alt', 'caption', 'question', 'placeholder', 'siteName', 'snippet',
  'submitLabel', 'fallback', 'error', 'reasons', 'name',
]); // prettier-ignore
/** In these, a name is what the backend finds its answer by. */
const keyed = new Set(['steps', 'fields']);
/** Lists are shown; deeper nesting is data. */
const MAX_DEPTH = 6;
/** Entries of a list, and characters of a name: more than that is not read, but would hold up the page. */
const MAX_ITEMS = 200;
const MAX_NAME = 4000;

const nameOf = (text: string): string => withoutDeceit(text.length > MAX_NAME ? `${text.slice(0, MAX_NAME)}…` : text);

function cleaned(value: unknown, isName: boolean, depth: number): unknown {
  if (typeof value === 'string') return isName ? nameOf(value) : value;
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return value;
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value;
    const clean = list.slice(0, MAX_ITEMS).map((each) => cleaned(each, isName, depth + 1));
    return list.length > MAX_ITEMS || clean.some((each, index) => each !== list[index]) ? clean : value;
  }
  let clean: Record<string, unknown> | undefined;
  for (const [key, inner] of Object.entries(value)) {
    if (keyed.has(key)) continue;
    const next = cleaned(inner, names.has(key), depth + 1);
    if (next !== inner) (clean ??= { ...value })[key] = next;
  }
  return clean ?? value;
}

const known = new WeakMap<object, object>();

/**
 * The part with names, titles and labels that read as what they are: nothing in them turns the reading direction, takes
 * no room or cannot be seen, and no list goes on for ever. What it says, and what goes back to the backend, stays. The same part gives the same answer.
 */
export function honest<P extends object>(part: P): P {
  const clean = known.get(part) ?? (cleaned(part, false, 0) as object);
  known.set(part, clean);
  return clean as P;
}
