import type { SpanData, TraceSource } from '#spans';
import type { Api } from '../api/api.js';
import { runPath } from '../api/projected-run.js';
import { OtlpTraceSchema } from './otlp-trace.js';

/** The trace of a run as far as it has come, and who it says it comes from. */
export interface Trace {
  readonly source: TraceSource;
  readonly spans: readonly SpanData[];
}

export const traceOf = (api: Api, runId: string): Promise<Trace> => api.get(`${runPath(runId)}/trace`, OtlpTraceSchema);
