import type { RunId } from '#events';
import { diagnosisSpan, otlpJsonOf, type OtlpJson, type SpanData } from '#spans';
import type { Store } from '#store';
import { spansOfRun, traceSource, type SpokenOptions } from '#telemetry';

/** The trace of a run as far as it has come, as it is sent to others, with what is said of the run. */
export type TraceOf = (runId: RunId) => Promise<OtlpJson>;

export interface TraceReaderOptions extends SpokenOptions {
  readonly store: Pick<Store, 'diagnoses'>;
}

export function traceReader(options: TraceReaderOptions): TraceOf {
  const source = traceSource();
  return async (runId) =>
    otlpJsonOf([...(await spansOfRun(runId, options)), ...(await verdictsOn(runId, options.store))], source);
}

/** The oldest first. */
async function verdictsOn(runId: RunId, store: TraceReaderOptions['store']): Promise<readonly SpanData[]> {
  const kept = await store.diagnoses(runId);
  return kept.toReversed().flatMap(({ at, diagnosed }) => diagnosisSpan({ runId, time: at, data: diagnosed }) ?? []);
}
