import type { RunId } from '#events';
import { otlpJsonOf, type OtlpJson } from '#spans';
import { spansOfRun, traceSource, type SpokenOptions } from '#telemetry';

/** The trace of a run as far as it has come, as it is sent to others. */
export type TraceOf = (runId: RunId) => Promise<OtlpJson>;

export function traceReader(options: SpokenOptions): TraceOf {
  const source = traceSource();
  return async (runId) => otlpJsonOf(await spansOfRun(runId, options), source);
}
