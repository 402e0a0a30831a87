/** `scheme://host[:port]` in its one spelling, or nothing for what is more or less than that. */
function spelled(text: string): URL | undefined {
  if (!/^[a-z][a-z\d+.-]*:\/\/[^/\\\s?#@,*]+\/?$/i.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.hostname && !url.hostname.endsWith('.') ? url : undefined;
}

const same = (a: URL, b: URL): boolean => a.protocol === b.protocol && a.port === b.port;

function matches(rule: string, page: URL): boolean {
  const wide = rule.includes('://*.');
  const named = spelled(wide ? rule.replace('://*.', '://') : rule);
  if (!named || !same(named, page)) return false;
  return wide ? page.hostname.endsWith(`.${named.hostname}`) : page.hostname === named.hostname;
}

/**
 * Whether a page of that origin may show the widget: any where the list is empty. `https://*.example.com` is every host
 * under example.com, at any depth, and not example.com itself. `null`, the origin of a sandbox, only where it is listed.
 * A courtesy to owners: who lets others in is the server.
 */
export function originAllowed(list: readonly string[], origin: string): boolean {
  if (!list.length) return true;
  if (origin === 'null') return list.includes('null');
  const page = spelled(origin);
  return page !== undefined && list.some((rule) => matches(rule, page));
}

/** What the console says where it may not. */
export const notAllowed = (origin: string): string =>
  `[chat-widget] forbidden: Its settings name other pages than ${origin}.`;
