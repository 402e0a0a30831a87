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

/** A name of a host in full, among others: `*` and what stands at it is no whole name. */
const named = /(?<![^./])[^./:*]*[^\0-\x7f./:*][^./:*]*(?![^./:])/g;
const hostName = (name: string): string =>
  URL.canParse(`https://${name}`) ? new URL(`https://${name}`).hostname : name;
/** What no address has in it as it is, as addresses write it. */
const escaped = (text: string): string =>
  text
    .replace(/[^\0-\x7f]+/g, (letters) => new URL(letters, 'https://a').pathname.slice(1))
    // Escaped in a query, and nowhere else.
    .replaceAll("'", '%27')
    .replace(/%[\da-f]{2}/gi, (sign) => sign.toUpperCase());
/** A pattern as the browser tells its address: people write `über-uns`, and `münchen.example`. */
function asAddress(pattern: string): string {
  const [host = ''] = /^(?:[^/]*:\/\/)?[^/?]*/.exec(pattern) ?? [];
  return escaped(host.replace(named, hostName) + pattern.slice(host.length));
}

/**
 * Whether a page is one of those that the pattern means. `/pricing*` is compared with its path, `shop.example/*` with
 * host and path, `https://…` with all of it, in letters of any language; the query counts where the pattern has a `?`, a
 * slash at the end and what follows a `#` never do.
 */
export function fitsPage(
  pattern: string,
  { origin, host, pathname, search }: Pick<Location, 'origin' | 'host' | 'pathname' | 'search'>,
): boolean {
  const place = pattern.startsWith('/') ? '' : pattern.includes('://') ? origin : host;
  const bare = place + pathname.replace(/\/$/, '');
  const query = pattern.includes('?') ? search : '';
  const sought = asAddress(pattern);
  return [bare, `${bare}/`].some((address) => fits(sought, escaped(address + query)));
}
