import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import type { AddressPolicy } from './address-policy.js';

/** No connection came about: nothing was sent. */
export class NotConnected extends Error {
  readonly code = 'not_connected';
}

const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Connects only where the policy allows. What is checked is the very address that is connected to, for each connection:
 * a name that answers differently the next time gains nothing. Connections are not used twice.
 */
export function guardedAgent(policy: AddressPolicy, lookup: LookupFunction = systemLookup): Agent {
  const connect = buildConnector({
    lookup: guardedLookup(policy, lookup),
    timeout: CONNECT_TIMEOUT_MS,
    allowH2: false,
    maxCachedSessions: 0,
  });
  return new Agent({
    pipelining: 0,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect(options, callback) {
      const refused = isIP(bare(options.hostname)) === 0 ? undefined : refusal(policy, [bare(options.hostname)]);
      if (refused !== undefined) {
        callback(refused, null);
        return;
      }
      connect(options, (...[error, socket]) => {
        if (error === null) callback(null, socket);
        else callback(asNotConnected(error), null);
      });
    },
  });
}

const bare = (hostname: string): string => hostname.replace(/^\[(.*)\]$/, '$1');

function guardedLookup(policy: AddressPolicy, lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) {
        callback(error, []);
        return;
      }
      const addresses: readonly LookupAddress[] = typeof found === 'string' ? [] : found;
      const allowed = addresses.filter(({ address }) => policy(address).allowed);
      const [first] = allowed;
      if (first === undefined)
        callback(
          refusal(
            policy,
            addresses.map(({ address }) => address),
          ) ?? null,
          [],
        );
      else if (options.all === true) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}

/** Says what kind of address it is and not which: that is for nobody outside. */
function refusal(policy: AddressPolicy, addresses: readonly string[]): NotConnected | undefined {
  const kinds = addresses.map(policy).flatMap((verdict) => (verdict.allowed ? [] : [verdict.kind]));
  if (kinds.length === 0 && addresses.length > 0) return undefined;
  const what =
    kinds.length === 0 ? 'it has no address' : `its address is not public (${[...new Set(kinds)].join(', ')})`;
  return new NotConnected(`${what} and not allowed here`);
}

const asNotConnected = (error: Error): NotConnected =>
  error instanceof NotConnected ? error : new NotConnected(wordsOf(error), { cause: error });

function wordsOf(error: Error): string {
  const code = 'code' in error ? String(error.code) : error.name;
  if (code === 'ENOTFOUND') return 'no such host is known (ENOTFOUND)';
  if (code === 'ECONNREFUSED') return 'it accepts no connections there (ECONNREFUSED)';
  return `no connection came about (${code})`;
}
