import { describe, expect, it } from '@jest/globals';
import { addressPolicy } from './address-policy.js';

describe('addressPolicy', () => {
  it.each(['93.184.216.34', '8.8.8.8', '2606:4700::1', '::ffff:8.8.8.8'])('allows %s, which is public', (address) => {
    expect(addressPolicy([])(address)).toEqual({ allowed: true });
  });

  it.each([
    ['127.0.0.1', 'loopback'],
    ['10.1.2.3', 'private'],
    ['172.16.0.1', 'private'],
    ['192.168.1.1', 'private'],
    ['169.254.169.254', 'linkLocal'],
    ['168.63.129.16', 'metadata'],
    ['100.100.100.200', 'carrierGradeNat'],
    ['192.0.0.192', 'reserved'],
    ['198.18.0.1', 'reserved'],
    ['0.0.0.0', 'unspecified'],
    ['255.255.255.255', 'broadcast'],
    ['224.0.0.1', 'multicast'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['fe80::1%eth0', 'linkLocal'],
    ['fd00:ec2::254', 'uniqueLocal'],
    ['fec0::1', 'deprecatedSiteLocal'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['::ffff:a9fe:a9fe', 'linkLocal'],
    ['::127.0.0.1', 'loopback'],
    ['64:ff9b::7f00:1', 'rfc6052'],
    ['2002:7f00:1::', '6to4'],
    ['1::1', 'reserved'],
    ['nonsense', 'invalid'],
  ])('refuses %s, which is %s', (address, kind) => {
    expect(addressPolicy([])(address)).toEqual({ allowed: false, kind });
  });

  it('allows the ranges that are declared, and what IPv6 wraps of them', () => {
    const policy = addressPolicy(['10.1.0.0/16', '::1/128']);
    for (const address of ['10.1.2.3', '::ffff:10.1.2.3', '::1']) expect(policy(address).allowed).toBe(true);
    for (const address of ['10.2.0.1', '127.0.0.1', 'fe80::1']) expect(policy(address).allowed).toBe(false);
  });
});
