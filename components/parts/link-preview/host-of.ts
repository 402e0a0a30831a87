/** Characters of a host that are shown; of a longer one the end, which says whose it is. */
const MAX_HOST = 48;

/** Where an address leads, as it has to be read: punycode stays punycode, and no front hides the end. */
export function hostOf(url: string): string {
  const { host } = new URL(url);
  return host.length > MAX_HOST ? `…${host.slice(1 - MAX_HOST)}` : host;
}
