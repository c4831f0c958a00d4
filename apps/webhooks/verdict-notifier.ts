import { verdictOf, type Verdict } from '#diagnosis';
import { diagnosisIn, type Worker } from '#event-log';
import type { Deliver } from './deliver.js';

/** What a webhook is told of a verdict: none of the run's words. */
export interface VerdictNotice extends Verdict {
  readonly type: 'run.diagnosed';
}

const CONCURRENCY = 64;

/** Tells a webhook of every verdict on a run, at least once: what it does not take is sent again, by the same id. */
export const createVerdictNotifier = (deliver: Deliver<VerdictNotice>): Worker => ({
  group: 'verdict-webhooks',
  topic: 'diagnoses',
  concurrency: CONCURRENCY,
  writes: [],
  assigned: () => Promise.resolve(),
  revoked: () => undefined,
  observe: () => undefined,
  jobOf(record) {
    const diagnosis = diagnosisIn(record);
    if (diagnosis === undefined) return undefined;
    const { id, runId, data } = diagnosis;
    return {
      lane: runId,
      async run(stopping) {
        await deliver({ ...verdictOf(runId, data), id, type: 'run.diagnosed' }, stopping);
        return [];
      },
    };
  },
});
