/** Addresses that requests came from, where a server knows them. */
const addresses = new WeakMap<Request, string>();

/** Notes where a request came from. */
export const noteAddress = (request: Request, address: string): void => void addresses.set(request, address);

/** Where it came from; undefined where nobody knows, or nobody counts. */
export const addressOf = (request: Request): string | undefined => addresses.get(request);

const IPV6_GROUPS = 8;
/** Groups of an IPv6 address that one household or machine has to itself: the rest it may choose as it likes. */
const OWN = 4;

/** One visitor's address under one name: IPv4 however it is written, IPv6 by its network. */
export function networkOf(remote: string): string {
  const [, mapped] = /^::ffff:([\d.]+)$/i.exec(remote) ?? [];
  if (mapped !== undefined) return mapped;
  if (!remote.includes(':')) return remote;
  const [head = '', tail] = remote.toLowerCase().split('%')[0]?.split('::') ?? [];
  const groups = (text = '') => text.split(':').filter(Boolean);
  const [before, after] = [groups(head), groups(tail)];
  const zeros = tail === undefined ? 0 : Math.max(0, IPV6_GROUPS - before.length - after.length);
  return `${[...before, ...Array<string>(zeros).fill('0'), ...after].slice(0, OWN).join(':')}::/64`;
}

/** Whether it is this machine's own. */
export const isOwnMachine = (network: string): boolean => network.startsWith('127.') || network === '0:0:0:0::/64';
