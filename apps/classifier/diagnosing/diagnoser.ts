import { setTimeout as delay } from 'node:timers/promises';
import { JUDGED_BY } from '#diagnosis';
import { isTerminal, type EventOf, type Partition, type RunEvent } from '#events';
import { eventIn, type Job, type Worker } from '#event-log';
import { diagnosing, type Diagnose, type DiagnosingDependencies } from './diagnosing.js';
import { grades, type Grades } from './grades.js';

export interface DiagnoserDependencies extends DiagnosingDependencies {
  /** How long a run that can be graded is waited for; then it is diagnosed without, and again with its grade. */
  readonly gradeMs: number;
}

/** Runs whose diagnosis is due: nearly all wait for their grade or for their turn. */
const CONCURRENCY = 10_000;

/**
 * Says of every run that has ended what went wrong, once. A group of its own for each version of the classifier: a new
 * one begins with the oldest run of the log, and the verdicts of both are kept.
 */
export function createDiagnoser(dependencies: DiagnoserDependencies): Worker {
  const partitions = new Map<Partition, Grades>();
  const gradesIn = (partition: Partition): Grades => {
    const known = partitions.get(partition) ?? grades();
    partitions.set(partition, known);
    return known;
  };
  const diagnose = diagnosing(dependencies);
  return {
    group: `classifier-${JUDGED_BY}`,
    topic: 'run-events',
    concurrency: CONCURRENCY,
    writes: ['diagnoses'],
    assigned: () => Promise.resolve(),
    revoked: (partition) => partitions.delete(partition),
    observe(record) {
      const event = eventIn(record);
      if (event !== undefined) gradesIn(record.partition).observe(event);
    },
    jobOf(record) {
      const event = eventIn(record);
      if (event === undefined) return undefined;
      const job = (run: Job['run']): Job => ({ lane: event.runId, run });
      if (event.type === 'RunCompleted') {
        const awaited = gradesIn(record.partition);
        // Its grade has a job of its own.
        if (awaited.coming(event.runId) === undefined) return undefined;
        return job((stopping) => diagnoseUngraded(event, stopping, { ...dependencies, awaited, diagnose }));
      }
      return isTerminal(event) || event.type === 'RunGraded' ? job((stopping) => diagnose(event, stopping)) : undefined;
    },
  };
}

interface Ungraded extends Pick<DiagnoserDependencies, 'history' | 'now' | 'gradeMs'> {
  readonly awaited: Grades;
  readonly diagnose: Diagnose;
}

/** Waits for the grade where one may come; what has been graded meanwhile is left to the grade's own job. */
async function diagnoseUngraded(
  completed: EventOf<'RunCompleted'>,
  stopping: AbortSignal,
  { awaited, diagnose, history, now, gradeMs }: Ungraded,
): ReturnType<Diagnose> {
  const { runId, sequence, time } = completed;
  const grade = awaited.coming(runId);
  const waitMs = time + gradeMs - now();
  if (grade !== undefined && waitMs > 0 && isGradable(await history.eventsOf(runId, { atLeast: sequence }))) {
    await delay(waitMs, undefined, { signal: AbortSignal.any([grade, stopping]) }).catch(() => undefined);
  }
  stopping.throwIfAborted();
  if (grade?.aborted !== false) return [];
  const records = await diagnose(completed, stopping);
  awaited.forget(runId);
  return records;
}

const isGradable = ([started]: readonly RunEvent[]): boolean =>
  started?.type === 'RunStarted' && started.data.gradingRef !== undefined;
