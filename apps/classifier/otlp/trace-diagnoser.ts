import pLimit from 'p-limit';
import { isJudgingError, type DiagnosisOfTrace } from '#diagnosis';

export interface TraceDiagnoser {
  /** Has what is said of it kept, behind those that came before. */
  readonly diagnose: (traceId: string) => void;
  /** Begins nothing more, and resolves when nothing is under way. What is left is made when somebody asks for it. */
  readonly close: () => Promise<void>;
}

/** Traces that wait: what is beyond is made when somebody asks for it. */
const MOST = 1_000;

export function traceDiagnoser(diagnosisOf: DiagnosisOfTrace, onError: (error: unknown) => void): TraceDiagnoser {
  const limit = pLimit(1);
  const stopping = new AbortController();
  let last: Promise<void> = Promise.resolve();
  return {
    diagnose(traceId) {
      if (limit.pendingCount >= MOST || stopping.signal.aborted) return;
      last = limit(async () => {
        try {
          await diagnosisOf(traceId, stopping.signal);
        } catch (error) {
          if (!stopping.signal.aborted) onError(isJudgingError(error) ? error.message : error);
        }
      });
    },
    async close() {
      stopping.abort();
      await last;
    },
  };
}
