import { isJudgingError, type DiagnosisOfTrace, type JudgingErrorCode, type TraceReading } from '#diagnosis';
import type { StoreErrorCode } from '#store';
import type { ReceivedTraces } from '#trajectory';
import { DueWork, type DueWorkOptions } from './due-work.js';
import { readTrace } from './read-trace.js';

export interface TraceWorkOptions {
  readonly traces: ReceivedTraces;
  readonly reading: Pick<TraceReading, 'foundIn'>;
  readonly diagnosisOf: DiagnosisOfTrace;
  readonly now: () => number;
  readonly claimMs: number;
  readonly backoff: DueWorkOptions['backoff'];
  readonly onError: (error: unknown) => void;
}

/** Others are judged, or what keeps the traces is out of reach. */
const isPassing = (error: unknown): boolean => error instanceof Error && 'code' in error && PASSING.has(error.code);

const PASSING: ReadonlySet<unknown> = new Set([
  'busy' satisfies JudgingErrorCode,
  'store_unavailable' satisfies StoreErrorCode,
]);

/** Reads traces once they are complete, and has them judged then, without one keeping the other waiting. */
export function traceWork({
  traces,
  reading,
  diagnosisOf,
  now,
  claimMs,
  backoff,
  onError,
}: TraceWorkOptions): Pick<DueWork, 'wake' | 'close'> {
  const shared = { traces, now, claimMs, backoff, isPassing };
  const judgingWork = new DueWork({
    ...shared,
    stage: 'judging',
    perform: async ({ traceId }, stopping) => {
      await diagnosisOf(traceId, stopping);
    },
    onError: (error) => {
      onError(isJudgingError(error) ? error.message : error);
    },
  });
  const readingWork = new DueWork({
    ...shared,
    stage: 'reading',
    perform: async (claim, stopping) => {
      await readTrace(claim, { traces, reading, stopping, now, onError });
      judgingWork.wake();
    },
    onError,
  });
  return {
    wake() {
      readingWork.wake();
      judgingWork.wake();
    },
    async close() {
      await Promise.all([readingWork.close(), judgingWork.close()]);
    },
  };
}
