import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Whether a tool may connect to an address, and if not, what the address is. */
export type AddressPolicy = (
  address: string,
) => { readonly allowed: true } | { readonly allowed: false; readonly kind: string };

/** The block that is routed to the whole internet; everything else of IPv6 is special or not given out. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');
/** Public by its number, and yet answered by the cloud's own host. */
const METADATA = new Set(['168.63.129.16']);

export const isCidr = (text: string): boolean => ipaddr.isValidCIDR(text);

/**
 * Public addresses are allowed, and those of `ranges` (CIDR). Everything else is not: private, loopback, link-local,
 * carrier-grade NAT, metadata, reserved; also where IPv6 only wraps it.
 */
export function addressPolicy(ranges: readonly string[]): AddressPolicy {
  const allowed = ranges.map((range) => ipaddr.parseCIDR(range));
  return (text) => {
    if (!ipaddr.isValid(text)) return { allowed: false, kind: 'invalid' };
    const address = ipaddr.process(text);
    const kind = kindOf(address);
    if (kind === 'public' || allowed.some((range) => isWithin(address, range))) return { allowed: true };
    return { allowed: false, kind };
  };
}

function kindOf(address: Address): string {
  if (METADATA.has(address.toString())) return 'metadata';
  const range = address.range();
  if (range !== 'unicast') return range;
  return address.kind() === 'ipv4' || isWithin(address, GLOBAL_UNICAST) ? 'public' : 'reserved';
}

const isWithin = (address: Address, [network, bits]: readonly [Address, number]): boolean =>
  address.kind() === network.kind() && address.match(network, bits);
