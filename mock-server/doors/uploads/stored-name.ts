const LONGEST = 80;

/** A name that a path and a header can carry, ending in one of `extensions`, as its content does. Nothing of a folder survives. */
export function storedName(raw: string, extensions: readonly string[]): string {
  const base = raw.split(/[\\/]/).at(-1) ?? '';
  const clean = base
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}._ -]+/gu, '')
    .replace(/\s+/g, '-')
    .replace(/\.{2,}/g, '.')
    .replace(/^[.-]+|[.-]+$/g, '');
  const [first = ''] = extensions;
  const ending = /\.([^.]+)$/.exec(clean)?.[1]?.toLowerCase();
  const fits = ending !== undefined && extensions.includes(ending);
  const stem = (fits ? clean.slice(0, -ending.length - 1) : clean) || 'file';
  return `${[...stem].slice(0, LONGEST).join('')}.${fits ? ending : first}`;
}
