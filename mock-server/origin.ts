const scheme = '[a-z][a-z0-9+.-]*';
const plain = new RegExp(`^${scheme}://[^/\\\\\\s?#@,%]+$`, 'i');
const wild = new RegExp(`^(${scheme}://)\\*\\.(.+)$`, 'i');

const unlabelled = /^\.|\.\.|\.$|\*|^$/;

const parsed = (text: string): URL | undefined =>
  plain.test(text) && !text.endsWith(':') && URL.canParse(text) ? new URL(text) : undefined;

/** `scheme://host[:port]` in its one spelling (lower case, punycode, no default port), or undefined for anything else. */
export function normalOrigin(text: string): string | undefined {
  const { protocol = '', host = '', hostname = '' } = parsed(text) ?? {};
  return unlabelled.test(hostname) ? undefined : `${protocol}//${host}`;
}

/** Whether a header can be one page's origin at all, listed or not: several of them, a path or a user cannot. */
export const isOrigin = (header: string): boolean =>
  header === 'null' || parsed(header) !== undefined || new RegExp(`^${scheme}://$`, 'i').test(header);

/** `*.example.com` stands for one or more labels in front, never for none. */
function under(origin: string, [, protocol = '', domain = '']: readonly string[]): boolean {
  const rule = normalOrigin(protocol + domain);
  if (rule === undefined) return false;
  const [start, host] = rule.split('://');
  return origin.startsWith(`${start}://`) && origin.endsWith(`.${host}`);
}

function fits(origin: string, listed: string): boolean {
  const rule = listed.includes('://') ? listed : `https://${listed}`;
  const pattern = wild.exec(rule);
  return pattern ? under(origin, pattern) : normalOrigin(rule) === origin;
}

/**
 * Whether a page of this `Origin` header may come in. A rule without a scheme is one for `https`. `null` only where it is
 * listed literally; what is not exactly one well-formed origin never, and no header (null) neither.
 */
export function allowsOrigin(list: readonly string[], header: string | null): boolean {
  if (header === null || header === 'null') return header !== null && list.includes('null');
  const origin = normalOrigin(header);
  return origin !== undefined && list.some((rule) => fits(origin, rule));
}
