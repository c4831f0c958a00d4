import type { Redundancy } from '#metrics';
import type { Api } from '../api/api.js';
import type { RunDiagnosis } from '../api/diagnosis.js';
import { runInWords } from '../api/run-in-words.js';
import { unavailable, type RedundancyMeter } from './redundancy-meter.js';

export interface Diagnosed {
  readonly diagnosis: RunDiagnosis;
}

/**
 * The same runs with R by embeddings. Where the model cannot be had for one of them, none has an R, and each says why:
 * the mean of some would stand for all.
 */
export async function withEmbeddedRedundancy<R extends Diagnosed>(
  api: Api,
  runs: readonly R[],
  meter: RedundancyMeter,
): Promise<readonly R[]> {
  const measured: R[] = [];
  for (const run of runs) {
    const { trajectory } = await runInWords(api, run.diagnosis.runId);
    const outcome = await meter.measure(trajectory);
    if ('unavailable' in outcome) {
      const none = unavailable(meter.method, outcome.unavailable);
      return runs.map((other) => ({ ...other, diagnosis: withRedundancy(other.diagnosis, none) }));
    }
    measured.push({ ...run, diagnosis: withRedundancy(run.diagnosis, outcome) });
  }
  return measured;
}

const withRedundancy = (diagnosis: RunDiagnosis, redundancy: Redundancy): RunDiagnosis => ({
  ...diagnosis,
  facts: { ...diagnosis.facts, redundancy },
});
