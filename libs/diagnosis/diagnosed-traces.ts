import type { ReceivedTraces } from '#trajectory';
import { z } from 'zod';
import { JUDGED_BY } from './classifier-version.js';
import type { Judging } from './judging.js';
import { receivedDiagnosis, ReceivedDiagnosisSchema, type ReceivedDiagnosis } from './received-diagnosis.js';
import type { TraceReading } from './trace-reading.js';

export interface DiagnosedTracesOptions {
  readonly traces: Pick<ReceivedTraces, 'trace' | 'companions' | 'keepDiagnosis' | 'diagnosis'>;
  readonly reading: Pick<TraceReading, 'runsOf'>;
  readonly judging: Pick<Judging, 'judge'>;
}

/**
 * What is said of the runs of a received trace: as it is kept, if this version of the classifier said it of all spans that
 * have come of its runs; else it is made, and kept where the trace is complete. Undefined for a trace that is not there.
 */
export type DiagnosisOfTrace = (
  traceId: string,
  stopping?: AbortSignal,
) => Promise<readonly ReceivedDiagnosis[] | undefined>;

const KeptSchema = z.object({ basis: z.string(), runs: z.array(ReceivedDiagnosisSchema) });

/** What another version has kept may say less than this one does: then it is as if nothing was kept. */
function knownRuns(kept: string | undefined, basis: string): readonly ReceivedDiagnosis[] | undefined {
  if (kept === undefined) return undefined;
  const { data } = KeptSchema.safeParse(JSON.parse(kept));
  return data?.basis === basis ? data.runs : undefined;
}

export function diagnosedTraces({ traces, reading, judging }: DiagnosedTracesOptions): DiagnosisOfTrace {
  return async (traceId, stopping) => {
    const trace = await traces.trace(traceId);
    if (trace === undefined) return undefined;
    const basis = await basisOf(traceId, traces);
    const known = knownRuns(await traces.diagnosis(traceId), basis);
    if (known !== undefined) return known;
    const runs: ReceivedDiagnosis[] = [];
    for (const trajectory of await reading.runsOf(traceId, stopping)) {
      runs.push(receivedDiagnosis(trajectory, await judging.judge({ trajectory }, stopping)));
    }
    const { spans, findings } = trace;
    if (findings !== undefined) await traces.keepDiagnosis(traceId, spans, JSON.stringify({ basis, runs }));
    return runs;
  };
}

/** Who judged, and how much there was of each trace that may be of the same run. */
async function basisOf(traceId: string, traces: DiagnosedTracesOptions['traces']): Promise<string> {
  const companions = [...(await traces.companions(traceId))].sort();
  const sizes = await Promise.all(companions.map(async (id) => `${id}:${(await traces.trace(id))?.spans ?? 0}`));
  return [JUDGED_BY, ...sizes].join(' ');
}
