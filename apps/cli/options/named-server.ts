import { badInput } from '../cli-error.js';
import type { Session } from '../session.js';
import { isHttpUrl } from './http-url.js';

export const SERVER_EXAMPLE = 'http://127.0.0.1:7420';

/** The server that `--server` or PARLEY_URL names; whether one is there is not looked at. */
export function namedServer(
  { server }: { readonly server?: string },
  { env }: Pick<Session, 'env'>,
): string | undefined {
  const named = env['PARLEY_URL'] ?? '';
  if (server !== undefined || named === '') return server;
  if (isHttpUrl(named)) return named;
  throw badInput(`PARLEY_URL must be an http(s) address, such as ${SERVER_EXAMPLE}; it is ${named}`);
}
