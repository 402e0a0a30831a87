import { isPublic } from './public-address.js';

/** An address that nobody may be asked about; the message says why. */
export class Refused extends Error {}

const MAX_ADDRESS = 2048;
const ports: Readonly<Record<string, readonly string[]>> = { 'http:': ['', '80', '443'], 'https:': ['', '443', '80'] };
const dotted = /^\d+\.\d+\.\d+\.\d+$/;
const label = /^[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?$/;
/** Endings of names that mean something only inside a house, or nothing at all. */
const inside = new Set(
  'localhost local localdomain internal intranet private corp home lan arpa test invalid example onion alt'.split(' '),
);

/** Names as a resolver may see them: several labels, none of them reserved for the inside of a house. */
function checkName(hostname: string): void {
  const labels = hostname.split('.');
  if (labels.length < 2) throw new Refused('The name is one of a local network.');
  if (!labels.every((each) => label.test(each))) throw new Refused('The name is not one of the public internet.');
  if (inside.has(labels.at(-1) ?? '')) throw new Refused('The name is reserved.');
}

function checkHost({ hostname }: URL, spelled: string, base: URL | undefined): void {
  if (hostname.startsWith('[')) {
    if (!isPublic(hostname.slice(1, -1))) throw new Refused('The address is not a public one.');
  } else if (dotted.test(hostname)) {
    // The parser reads 2130706433, 0x7f.1 and 0177.1 as what they mean; nobody writes a link like that in good faith.
    const plain = spelled.toLowerCase().includes(`//${hostname}`) || hostname === base?.hostname;
    if (!plain || !isPublic(hostname)) throw new Refused('The address is not a public one.');
  } else checkName(hostname);
}

/**
 * An address as it may be asked, judged by its spelling alone: what its name stands for is checked when it is known.
 * `hosts` (`name` or `name:port`) are let through, for tests on one machine. Throws `Refused`.
 */
export function targetOf(spelled: string, hosts: readonly string[] = [], base?: URL): URL {
  if (spelled.length > MAX_ADDRESS || !URL.canParse(spelled, base?.href)) throw new Refused('This is not an address.');
  const url = new URL(spelled, base);
  const allowed = Object.hasOwn(ports, url.protocol) ? ports[url.protocol] : undefined;
  if (!allowed) throw new Refused('Only http and https can be asked.');
  if (url.username || url.password) throw new Refused('The address carries a name or a password.');
  url.hash = '';
  if (isNamed(url, hosts)) return url;
  if (!allowed.includes(url.port)) throw new Refused('Only the ports 80 and 443 can be asked.');
  checkHost(url, spelled, base);
  return url;
}

/** Whether the owner of this server named the host. */
export const isNamed = ({ host, hostname }: URL, hosts: readonly string[]): boolean =>
  hosts.includes(host) || hosts.includes(hostname);
