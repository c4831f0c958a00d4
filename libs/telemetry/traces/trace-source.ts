import type { TraceSource } from '#spans';
import { givenResource } from '../given-resource.js';

/** All times of these spans are of one clock, the log's; without a host Jaeger takes each span for one of another clock. */
const HOST = 'parley';

/**
 * Who the spans of runs come from: what is given, and nothing that differs between processes or versions: whoever sends a
 * run again sends the same.
 */
export const traceSource = (): TraceSource => ({
  resource: { 'host.id': HOST, ...givenResource() },
  scope: { name: 'parley' },
});
