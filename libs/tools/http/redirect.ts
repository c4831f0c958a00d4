import type { HttpRequest } from './request-of.js';

export type Redirection = { readonly ok: HttpRequest } | { readonly problem: string };

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const KEEPS_METHOD = new Set([307, 308]);

export const isRedirect = (status: number): boolean => REDIRECTS.has(status);

/**
 * The request that a redirect asks for. Headers as declared go to the origin that they were declared for, and no
 * further; an encrypted connection is never left for an open one.
 */
export function redirected(
  { method, url, headers, body }: HttpRequest,
  { status, location }: { readonly status: number; readonly location: string },
  mayVisit: (hostname: string) => boolean,
): Redirection {
  if (!URL.canParse(location, url.href)) return { problem: 'it redirects to no valid address' };
  const next = new URL(location, url);
  const refused = refusal(url, next, mayVisit);
  if (refused !== undefined) return { problem: refused };
  const keepsMethod = KEEPS_METHOD.has(status) || method === 'GET' || method === 'HEAD';
  const kept = next.origin === url.origin ? headers : plainHeaders(headers);
  if (keepsMethod) return { ok: { method, url: next, headers: kept, ...(body !== undefined && { body }) } };
  const { 'content-type': _type, 'idempotency-key': _key, ...forGet } = kept;
  return { ok: { method: 'GET', url: next, headers: forGet } };
}

function refusal(from: URL, to: URL, mayVisit: (hostname: string) => boolean): string | undefined {
  if (to.protocol !== 'https:' && to.protocol !== from.protocol) {
    return `it redirects to ${to.protocol}//${to.hostname}, which is not followed from ${from.protocol}`;
  }
  if (to.username !== '' || to.password !== '') return 'it redirects to an address with a user name';
  return mayVisit(to.hostname) ? undefined : `it redirects to ${to.hostname}, which is not an allowed host`;
}

const PLAIN = ['accept', 'accept-encoding', 'content-type', 'idempotency-key'];

const plainHeaders = (headers: HttpRequest['headers']): HttpRequest['headers'] =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => PLAIN.includes(name)));

/** @param hosts as declared: names, and `*.domain` for all names below it */
export const hostAllowance =
  (own: string, hosts: readonly string[]) =>
  (hostname: string): boolean =>
    hostname === own ||
    hosts.some((host) => (host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host));
