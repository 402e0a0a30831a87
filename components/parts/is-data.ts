/** Nothing that is shown lies deeper. */
const MAX_DEPTH = 12;
/** By these, Lit knows its own templates and directives; JSON that says the same would be taken for one. */
const marks = ['_$litType$', '_$litDirective$'];

const known = new WeakMap<object, boolean>();

function isPlain(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return true;
  if (Array.isArray(value)) return value.every((each) => isPlain(each, depth + 1));
  return (
    !marks.some((mark) => Object.hasOwn(value, mark)) && Object.values(value).every((each) => isPlain(each, depth + 1))
  );
}

/** Words, numbers, lists and records, and nothing that a template would take for more than that. */
export function isData(value: object): boolean {
  const plain = known.get(value) ?? isPlain(value, 0);
  known.set(value, plain);
  return plain;
}
