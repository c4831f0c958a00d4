import { foreignHeaders, type Config, type ForeignHeader } from '#platform';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Problem } from './problem.js';

type Next = (error?: unknown) => void;

/** Middleware against pages of other sites in the user's browser. */
export function refuseForeignRequests(config: Pick<Config, 'host' | 'hostnames'>) {
  const foreignHeaderOf = foreignHeaders(config);
  return (request: IncomingMessage, _response: ServerResponse, next: Next): void => {
    const shown = foreignHeaderOf(request);
    next(shown && foreign(shown));
  };
}

const foreign = (shown: ForeignHeader): Problem =>
  new Problem('foreign-request', 'it is refused so that no page of another site acts in your name', [shown]);
