import { BlockList, isIP } from 'node:net';

type Subnet = readonly [net: string, bits: number];

/** IANA's special-purpose registry for IPv4, and Azure's metadata service, which has a public address. */
const special4: readonly Subnet[] = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['168.63.129.16', 32], ['169.254.0.0', 16],
  ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.31.196.0', 24], ['192.52.193.0', 24],
  ['192.88.99.0', 24], ['192.168.0.0', 16], ['192.175.48.0', 24], ['198.18.0.0', 15], ['198.51.100.0', 24],
  ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
]; // prettier-ignore

/** All of IPv6 that is given out, and what of it leads elsewhere: Teredo, ORCHID, documentation, 6to4. */
const global6: Subnet = ['2000::', 3];
const special6: readonly Subnet[] = [
  ['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['2620:4f:8000::', 48], ['3fff::', 20],
]; // prettier-ignore

function listOf(family: 'ipv4' | 'ipv6', subnets: readonly Subnet[]): BlockList {
  const list = new BlockList();
  for (const [net, bits] of subnets) list.addSubnet(net, bits, family);
  return list;
}
const closed4 = listOf('ipv4', special4);
const open6 = listOf('ipv6', [global6]);
const closed6 = listOf('ipv6', special6);

/** Whether an IP address belongs to some host of the public internet. False for anything that is not an IP address. */
export function isPublic(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !closed4.check(address, 'ipv4');
  // Mapped, compatible, translated and local addresses all lie outside of what is given out.
  return family === 6 && !address.includes('%') && open6.check(address, 'ipv6') && !closed6.check(address, 'ipv6');
}
