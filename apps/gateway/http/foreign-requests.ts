import type { Config } from '#platform';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Problem } from './problem.js';

type Next = (error?: unknown) => void;

/** Methods that change nothing: what they answer, a page of another site cannot read. */
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const OWN_SITES: ReadonlySet<string> = new Set(['same-origin', 'none']);

/**
 * Middleware against pages of other sites in the user's browser. A server on loopback, or one that is told its names, is
 * asked by these and loopback's only: another name may lead here by a DNS entry that was changed meanwhile. What changes
 * something is asked by no page but the server's own; programs that are no browsers send neither `Origin` nor
 * `Sec-Fetch-Site`.
 */
export function refuseForeignRequests({ host: boundTo, hostnames }: Pick<Config, 'host' | 'hostnames'>) {
  const ownNamesOnly = isLoopback(boundTo) || hostnames.length > 0;
  const isOwn = (name: string): boolean => isLoopback(name) || hostnames.includes(name.toLowerCase());
  return (request: IncomingMessage, _response: ServerResponse, next: Next): void => {
    const field = ownNamesOnly && !isOwn(hostNameOf(request)) ? 'Host' : foreignHeader(request);
    next(field === undefined ? undefined : foreign(field));
  };
}

const foreign = (field: keyof typeof FIXES): Problem =>
  new Problem('foreign-request', 'it is refused so that no page of another site acts in your name', [
    { field, message: FIXES[field] },
  ]);

const FIXES = {
  Host: 'must be localhost, a loopback address or one of PARLEY_HOSTNAMES: add there what else this server is asked by',
  Origin: 'must be that of this server: ask from a page of its own, or from a program that is no browser',
  'Sec-Fetch-Site': 'must be same-origin: ask from a page of this server, or from a program that is no browser',
} as const;

function foreignHeader({ method = 'GET', headers }: IncomingMessage): 'Origin' | 'Sec-Fetch-Site' | undefined {
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
