import type { Attributes } from '@opentelemetry/api';
import type { UndiciRequest } from '@opentelemetry/instrumentation-undici';

const REDACTED = 'REDACTED';

/** Whom a request goes to, and no more of its URL: paths and queries hold arguments of tools, which are content, and tokens. */
export const withoutPath = ({ origin }: Pick<UndiciRequest, 'origin'>): Attributes => ({
  'url.full': `${origin}/${REDACTED}`,
  'url.path': `/${REDACTED}`,
  'url.query': REDACTED,
});
