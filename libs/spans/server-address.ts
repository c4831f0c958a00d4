import type { ModelSpec } from '#events';
import type { AttributePart } from './attributes.js';

const HTTP_PORT = 80;
const HTTPS_PORT = 443;

/** Address and port of a URL's host; one without a port has that of its scheme. */
export function serverAttributes(host: string | undefined, { baseUrl }: Pick<ModelSpec, 'baseUrl'>): AttributePart {
  if (host === undefined) return {};
  const [, address = host, port] = /^(.*?)(?::(\d+))?$/.exec(host) ?? [];
  const fallback = baseUrl?.startsWith('http:') === true ? HTTP_PORT : HTTPS_PORT;
  return {
    'server.address': address.replace(/^\[(.*)\]$/, '$1'),
    'server.port': port === undefined ? fallback : Number(port),
  };
}
