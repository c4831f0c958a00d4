import type { RunEvent, RunId } from '#events';

/** Runs that have completed and were not graded yet, as far as the events of a partition have been observed. */
export interface Grades {
  observe(event: RunEvent): void;
  /** Aborted once the run is graded; undefined where it has been already, or is not waited for any more. */
  coming(runId: RunId): AbortSignal | undefined;
  /** Its grade is not waited for any more. */
  forget(runId: RunId): void;
}

export function grades(): Grades {
  const awaited = new Map<RunId, AbortController>();
  return {
    observe({ type, runId }) {
      if (type === 'RunCompleted') awaited.set(runId, new AbortController());
      if (type !== 'RunGraded') return;
      awaited.get(runId)?.abort();
      awaited.delete(runId);
    },
    coming: (runId) => awaited.get(runId)?.signal,
    forget: (runId) => awaited.delete(runId),
  };
}
