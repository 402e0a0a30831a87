/** What stands unescaped in no address: whoever writes it means another language, or slipped. */
const foreign = /[\s"<>\\^`{|}]/;
const LONGEST = 500;

/** Whether this can be a pattern of pages at all. */
export const isPagePattern = (raw: unknown): raw is string =>
  typeof raw === 'string' && raw !== '' && raw.length <= LONGEST && !foreign.test(raw);

/** `*` stands for anything, and for nothing. One walk from the left: no pattern takes long on any text. */
function fits(pattern: string, text: string): boolean {
  const [head = '', ...pieces] = pattern.split('*');
  const tail = pieces.pop();
  if (tail === undefined) return text === head;
  if (!text.startsWith(head)) return false;
  let at = head.length;
  for (const piece of pieces) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.length - tail.length >= at && text.endsWith(tail);
}

/**
 * Whether a page is one of those that the pattern means. `/pricing*` is compared with its path, `shop.example/*` with
 * host and path, `https://…` with all of it; the query counts where the pattern has a `?`, a slash at the end and what
 * follows a `#` never do.
 */
export function fitsPage(
  pattern: string,
  { origin, host, pathname, search }: Pick<Location, 'origin' | 'host' | 'pathname' | 'search'>,
): boolean {
  const place = pattern.startsWith('/') ? '' : pattern.includes('://') ? origin : host;
  const bare = place + pathname.replace(/\/$/, '');
  const query = pattern.includes('?') ? search : '';
  return [bare, `${bare}/`].some((address) => fits(pattern, address + query));
}
