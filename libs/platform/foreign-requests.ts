import type { IncomingMessage } from 'node:http';
import type { Config } from './config.js';

/** The header that shows it, and what it would have to be. */
export interface ForeignHeader {
  readonly field: keyof typeof FIXES;
  readonly message: string;
}

/** What shows that a page of another site may have asked; undefined where nothing does. */
export type ForeignHeaderOf = (request: IncomingMessage) => ForeignHeader | undefined;

/** Methods that change nothing: what they answer, a page of another site cannot read. */
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const OWN_SITES: ReadonlySet<string> = new Set(['same-origin', 'none']);

/**
 * Against pages of other sites in the user's browser. A server on loopback, or one that is told its names, is asked by
 * these and loopback's only: another name may lead here by a DNS entry that was changed meanwhile. What changes something is
 * asked by no page but the server's own; programs that are no browsers send neither `Origin` nor `Sec-Fetch-Site`.
 */
export function foreignHeaders({ host: boundTo, hostnames }: Pick<Config, 'host' | 'hostnames'>): ForeignHeaderOf {
  const ownNamesOnly = isLoopback(boundTo) || hostnames.length > 0;
  const isOwn = (name: string): boolean => isLoopback(name) || hostnames.includes(name.toLowerCase());
  return (request) => {
    const field = ownNamesOnly && !isOwn(hostNameOf(request)) ? 'Host' : foreignOrigin(request);
    return field && { field, message: FIXES[field] };
  };
}

const FIXES = {
  Host: 'must be localhost, a loopback address or one of PARLEY_HOSTNAMES: add there what else this server is asked by',
  Origin: 'must be that of this server: ask from a page of its own, or from a program that is no browser',
  'Sec-Fetch-Site': 'must be same-origin: ask from a page of this server, or from a program that is no browser',
} as const;

function foreignOrigin({ method = 'GET', headers }: IncomingMessage): 'Origin' | 'Sec-Fetch-Site' | undefined {
  if (SAFE_METHODS.has(method)) return undefined;
  const { origin, host } = headers;
  if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host)) return 'Origin';
  const site = headers['sec-fetch-site'];
  return site === undefined || OWN_SITES.has(site) ? undefined : 'Sec-Fetch-Site';
}

/** Without the port; a client that names no host is none that a page could make. */
const hostNameOf = ({ headers: { host = 'localhost' } }: IncomingMessage): string => host.replace(/:\d*$/, '');

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i;
const isLoopback = (host: string): boolean => LOOPBACK.test(host);
