import { setTimeout as delay } from 'node:timers/promises';
import pLimit from 'p-limit';
import {
  diagnosedOf,
  isJudgingError,
  JUDGED_BY,
  recordable,
  toldRun,
  traceOfRun,
  unjudged,
  type Diagnosed,
  type JudgedRun,
  type Judging,
} from '#diagnosis';
import { diagnosisIdOf, eventIdOf, type Blobs, type RunDiagnosis, type RunEvent, type RunHistory } from '#events';
import type { OutgoingRecord } from '#event-log';

export interface DiagnosingDependencies {
  readonly history: Pick<RunHistory, 'eventsOf'>;
  readonly blobs: Blobs;
  readonly judging: Pick<Judging, 'judge'>;
  readonly now: () => number;
  /** Hears why there is no verdict on a run, or an empty one, now and later. */
  readonly onGivenUp: (runId: string, reason: string) => void;
}

/** The record that says what went wrong up to an event; none where the run cannot be read. */
export type Diagnose = (last: RunEvent, stopping: AbortSignal) => Promise<readonly OutgoingRecord[]>;

/** Whoever asks over HTTP waits behind one run at most. */
const JUDGED_AT_ONCE = 1;
/** A run that took too long so often is told apart from a machine that is busy. */
const TRIES = 3;
/** Others who wait for a judgement may do so for minutes, which says nothing of the run. */
const BUSY_MS = 1_000;

export function diagnosing(dependencies: DiagnosingDependencies): Diagnose {
  const limit = pLimit(JUDGED_AT_ONCE);
  return (last, stopping) =>
    limit(async () => {
      stopping.throwIfAborted();
      try {
        return await recordsFor(last, stopping, dependencies);
      } catch (error) {
        if (!isLasting(error)) throw error;
        dependencies.onGivenUp(last.runId, error.message);
        return [];
      }
    });
}

const LASTING: readonly unknown[] = ['blob_damaged', 'unreadable'];

/** Whether trying again cannot help. */
const isLasting = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && LASTING.includes(error.code);

async function recordsFor(
  last: RunEvent,
  stopping: AbortSignal,
  dependencies: DiagnosingDependencies,
): Promise<readonly OutgoingRecord[]> {
  const { history, blobs, now } = dependencies;
  const { runId, tenant, sequence: upTo } = last;
  const events = (await history.eventsOf(runId, { atLeast: upTo })).slice(0, upTo);
  const [started] = events;
  const run = await toldRun(runId, events, blobs);
  if (run === undefined || started?.type !== 'RunStarted') return [];
  const { erasable } = started.data;
  const lookedAt = { trajectory: run.trajectory, upTo, ...traceOfRun(events) };
  const diagnosed = await judged(run, stopping, dependencies).then(
    (judgement) => diagnosedOf(lookedAt, judgement),
    (error: unknown): Diagnosed => {
      if (!isJudgingError(error)) throw error;
      dependencies.onGivenUp(runId, error.message);
      return unjudged(lookedAt, JUDGED_BY, error.message);
    },
  );
  const message: RunDiagnosis = {
    type: 'RunDiagnosed',
    runId,
    tenant,
    source: '/parley/classifier',
    time: now(),
    id: diagnosisIdOf(runId, diagnosed),
    causationId: eventIdOf(last),
    data: await recordable(diagnosed, { runId, erasable, blobs }),
  };
  return [{ topic: 'diagnoses', message }];
}

async function judged(run: JudgedRun, stopping: AbortSignal, { judging }: DiagnosingDependencies) {
  let tried = 0;
  for (;;) {
    try {
      return await judging.judge(run, stopping);
    } catch (error) {
      if (!isJudgingError(error) || error.code === 'failed') throw error;
      if (error.code === 'slow' && ++tried === TRIES) throw error;
      if (error.code === 'busy') await delay(BUSY_MS, undefined, { signal: stopping });
    }
  }
}
