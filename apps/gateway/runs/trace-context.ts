import type { EventData, RunId } from '#events';
import type { RunSampler } from '#telemetry';

type TraceContext = Pick<EventData<'RunStarted'>, 'traceId' | 'parentSpanId' | 'sampled'>;

// W3C Trace Context: version-traceid-parentid-flags; later versions may append, version ff and ids of zeros are invalid.
const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(?<later>-.*)?$/;
const SAMPLED = 1;

/**
 * The client's trace if it sent a valid `traceparent`; else the run is a trace of its own, with the run id's bits. Whether
 * the trace is wanted, the sampler says.
 */
export function traceContextOf(traceparent: string | undefined, runId: RunId, samples: RunSampler): TraceContext {
  const [whole, traceId, parentSpanId, flags = '', later] = TRACEPARENT.exec(traceparent ?? '') ?? [];
  const valid = whole !== undefined && (later === undefined || !whole.startsWith('00'));
  if (!valid || traceId === undefined || parentSpanId === undefined) {
    const own = runId.replaceAll('-', '');
    return { traceId: own, sampled: samples(own) };
  }
  const parentSampled = (Number.parseInt(flags, 16) & SAMPLED) === SAMPLED;
  return { traceId, parentSpanId, sampled: samples(traceId, parentSampled) };
}
