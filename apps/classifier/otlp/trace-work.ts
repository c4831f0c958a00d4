import { isJudgingError, type DiagnosisOfTrace } from '#diagnosis';
import type { ReceivedTraces } from '#trajectory';
import { DueWork } from './due-work.js';
import { readTrace } from './read-trace.js';

export interface TraceWorkOptions {
  readonly traces: ReceivedTraces;
  readonly diagnosisOf: DiagnosisOfTrace;
  readonly now: () => number;
  readonly claimMs: number;
  readonly onError: (error: unknown) => void;
}

/** Reads traces once they are complete, and has them judged then, without one keeping the other waiting. */
export function traceWork({
  traces,
  diagnosisOf,
  now,
  claimMs,
  onError,
}: TraceWorkOptions): Pick<DueWork, 'wake' | 'close'> {
  const shared = { traces, now, claimMs };
  const judging = new DueWork({
    ...shared,
    stage: 'judging',
    perform: async ({ traceId }, stopping) => {
      await diagnosisOf(traceId, stopping);
    },
    onError: (error) => {
      onError(isJudgingError(error) ? error.message : error);
    },
  });
  const reading = new DueWork({
    ...shared,
    stage: 'reading',
    perform: async (claim) => {
      await readTrace(claim, { traces, now, onError });
      judging.wake();
    },
    onError,
  });
  return {
    wake() {
      reading.wake();
      judging.wake();
    },
    async close() {
      await Promise.all([reading.close(), judging.close()]);
    },
  };
}
