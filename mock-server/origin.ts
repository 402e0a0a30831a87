const plain = /^([a-z][a-z0-9+.-]*):\/\/[^/\\\s?#@,]+$/i;

/** `scheme://host[:port]` in its one spelling (lower case, punycode, no default port), or undefined for anything else. */
export function normalOrigin(text: string): string | undefined {
  if (!plain.test(text) || !URL.canParse(text)) return undefined;
  const { protocol, host, hostname } = new URL(text);
  return hostname === '' || hostname.endsWith('.') ? undefined : `${protocol}//${host}`;
}

/** `*.example.com` stands for one or more labels in front, never for none. */
function under(origin: string, pattern: string): boolean {
  const rule = normalOrigin(pattern.replace('://*.', '://'));
  if (rule === undefined) return false;
  const [scheme, host] = rule.split('://');
  return origin.startsWith(`${scheme}://`) && origin.endsWith(`.${host}`);
}

/**
 * Whether a page of this `Origin` header may come in. `null` only where it is listed literally; what is not exactly one
 * well-formed origin never.
 */
export function allowsOrigin(list: readonly string[], header: string): boolean {
  if (header === 'null') return list.includes('null');
  const origin = normalOrigin(header);
  if (origin === undefined) return false;
  return list.some((rule) => (rule.includes('://*.') ? under(origin, rule) : normalOrigin(rule) === origin));
}
