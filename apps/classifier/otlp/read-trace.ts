import type { TraceReading } from '#diagnosis';
import { NOTHING } from '#otlp';
import { MOST_TRIES, tiesOf, type ReceivedTraces, type TraceClaim } from '#trajectory';

export interface ReadTraceOptions {
  readonly traces: Pick<ReceivedTraces, 'trace' | 'settle'>;
  readonly reading: Pick<TraceReading, 'foundIn'>;
  readonly stopping: AbortSignal;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
}

/** Notes what a complete trace shows by itself; one that is too much to be read shows nothing. */
export async function readTrace({ traceId, tries }: TraceClaim, options: ReadTraceOptions): Promise<void> {
  const { traces, reading, stopping, now, onError } = options;
  const trace = await traces.trace(traceId);
  if (trace === undefined) return;
  const leave = (why: string) => {
    onError(`trace ${traceId} is left unread: ${why}`);
    return traces.settle(traceId, { spans: trace.spans, findings: NOTHING, ties: tiesOf([]) }, undefined);
  };
  if (tries > MOST_TRIES) return leave(`reading it was begun ${MOST_TRIES} times and never ended`);
  const found = await reading.foundIn(traceId, stopping);
  if (found === undefined) return leave('it holds more than is read at once');
  const { failure, ...shown } = found;
  if (failure !== undefined) onError(failure);
  return traces.settle(traceId, { spans: trace.spans, ...shown }, now());
}
