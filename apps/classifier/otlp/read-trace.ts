import { telemetryIn } from '#otlp';
import { tiesOf, type ReceivedTraces } from '#trajectory';
import { findingsIn } from './findings.js';

export interface ReadTraceOptions {
  readonly traces: Pick<ReceivedTraces, 'trace' | 'bodies' | 'settle'>;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
}

/** Notes what a complete trace shows by itself. */
export async function readTrace(traceId: string, { traces, now, onError }: ReadTraceOptions): Promise<void> {
  const trace = await traces.trace(traceId);
  if (trace === undefined) return;
  const telemetry = telemetryIn(await traces.bodies([traceId]));
  const findings = findingsIn(telemetry, onError);
  await traces.settle(traceId, { spans: trace.spans, findings, ties: tiesOf(telemetry) }, now());
}
