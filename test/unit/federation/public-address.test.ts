import { describe, expect, test } from 'vitest';
import { isPublicAddress } from '#registry/federation/fetch/public-address.ts';

/** One address of each special-purpose range (https://www.iana.org/assignments/iana-ipv4-special-registry and …-ipv6-…). */
const SPECIAL: readonly (readonly [string, string])[] = [
  ['0.0.0.0', 'this host'],
  ['10.1.2.3', 'private'],
  ['100.64.0.1', 'shared by providers'],
  ['127.0.0.1', 'loopback'],
  ['127.255.255.254', 'loopback, its end'],
  ['169.254.169.254', 'link-local, where clouds keep their secrets'],
  ['172.16.0.1', 'private'],
  ['172.31.255.255', 'private, its end'],
  ['192.0.0.8', 'protocol assignments'],
  ['192.0.2.1', 'documentation'],
  ['192.31.196.1', 'AS112'],
  ['192.52.193.1', 'AMT'],
  ['192.88.99.1', '6to4 relay'],
  ['192.168.0.1', 'private'],
  ['192.175.48.1', 'AS112'],
  ['198.18.0.1', 'benchmarking'],
  ['198.51.100.7', 'documentation'],
  ['203.0.113.9', 'documentation'],
  ['224.0.0.1', 'multicast'],
  ['240.0.0.1', 'reserved'],
  ['255.255.255.255', 'broadcast'],
  ['::', 'unspecified'],
  ['::1', 'loopback'],
  ['::ffff:127.0.0.1', 'IPv4 in IPv6'],
  ['::ffff:7f00:1', 'the same in hex'],
  ['::ffff:0:7f00:1', 'IPv4 translated'],
  ['::7f00:1', 'IPv4-compatible'],
  ['64:ff9b::7f00:1', 'NAT64'],
  ['64:ff9b:1::1', 'NAT64, local'],
  ['100::1', 'discard-only'],
  ['2001::1', 'Teredo'],
  ['2001:2::1', 'benchmarking'],
  ['2001:10::1', 'ORCHID'],
  ['2001:20::1', 'ORCHIDv2'],
  ['2001:db8::1', 'documentation'],
  ['2002:7f00:1::', '6to4'],
  ['2620:4f:8000::1', 'AS112'],
  ['3fff::1', 'documentation'],
  ['5f00::1', 'segment routing'],
  ['fc00::1', 'unique local'],
  ['fd12:3456::1', 'unique local'],
  ['fe80::1', 'link-local'],
  ['fe80::1%eth0', 'link-local with its card'],
  ['2600::1%eth0', 'any with a card'],
  ['fec0::1', 'site-local'],
  ['ff02::1', 'multicast'],
];

describe('an address that is not of the public internet', () => {
  test.each(SPECIAL)('%s (%s) is refused', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each(['', 'localhost', '8.8.8.8.8', '8.8.8', '0x7f.1', '08.8.8.8', '[::1]', 'a.example'])(
    '%j is no address at all',
    (text) => {
      expect(isPublicAddress(text)).toBe(false);
    },
  );
});

test.each([
  '8.8.8.8',
  '1.1.1.1',
  '100.63.255.255',
  '172.32.0.1',
  '192.0.1.1',
  '223.255.255.254',
  '2600::1',
  '2a00:1450:4001::1',
  '2800:3f0::1',
])('%s is public', (address) => expect(isPublicAddress(address)).toBe(true));
