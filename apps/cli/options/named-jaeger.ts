import { badInput } from '../cli-error.js';
import type { Session } from '../session.js';
import { isHttpUrl } from './http-url.js';

export const JAEGER_EXAMPLE = 'http://127.0.0.1:16686';

/** The Jaeger that `--jaeger` or PARLEY_JAEGER_URL names; whether one is there is not looked at. */
export function namedJaeger(
  { jaeger }: { readonly jaeger?: string },
  { env }: Pick<Session, 'env'>,
): string | undefined {
  const named = env['PARLEY_JAEGER_URL'] ?? '';
  if (jaeger !== undefined || named === '') return jaeger;
  if (isHttpUrl(named)) return named;
  throw badInput(`PARLEY_JAEGER_URL must be an http(s) address, such as ${JAEGER_EXAMPLE}; it is ${named}`);
}
