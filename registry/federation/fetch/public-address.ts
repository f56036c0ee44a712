import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** Every range of IPv4 that is not for hosts of the public internet (https://www.iana.org/assignments/iana-ipv4-special-registry). */
const SPECIAL_4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** The one range of IPv6 that is given out for hosts, and what of it is not: tunnels, examples, tests. */
const GIVEN_OUT_6: readonly [string, number] = ['2000::', 3];
const SPECIAL_6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
];

const special = new BlockList();
for (const [network, bits] of SPECIAL_4) special.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of SPECIAL_6) special.addSubnet(network, bits, 'ipv6');
const givenOut = new BlockList();
givenOut.addSubnet(...GIVEN_OUT_6, 'ipv6');

/** Whether an IP address is one of a host that anybody may reach: not this machine, its network, or a way around either. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !special.check(address, 'ipv4');
  // A zone names a network card of this machine.
  return isIPv6(address) && !address.includes('%') && givenOut.check(address, 'ipv6') && !special.check(address, 'ipv6');
}
