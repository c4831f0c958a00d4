import { readWithin } from '#otlp';
import { distinctSpans, MOST_TRIES, tiesOf, type ReceivedTraces, type TraceClaim } from '#trajectory';
import { findingsIn, NOTHING } from './findings.js';

export interface ReadTraceOptions {
  readonly traces: Pick<ReceivedTraces, 'trace' | 'bodies' | 'settle'>;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
}

/** Notes what a complete trace shows by itself; one that is too much to be read shows nothing. */
export async function readTrace({ traceId, tries }: TraceClaim, options: ReadTraceOptions): Promise<void> {
  const { traces, now, onError } = options;
  const trace = await traces.trace(traceId);
  if (trace === undefined) return;
  const leave = (why: string) => {
    onError(`trace ${traceId} is left unread: ${why}`);
    return traces.settle(traceId, { spans: trace.spans, findings: NOTHING, ties: tiesOf([]) }, undefined);
  };
  if (tries > MOST_TRIES) return leave(`reading it was begun ${MOST_TRIES} times and never ended`);
  const { telemetry, left } = await readWithin(traces, [traceId]);
  if (left.length > 0) return leave('it holds more than is read at once');
  const findings = { spans: distinctSpans(telemetry).length, ...findingsIn(telemetry, onError) };
  return traces.settle(traceId, { spans: trace.spans, findings, ties: tiesOf(telemetry) }, now());
}
