import {
  asCommandId,
  type AnswerRef,
  type Blobs,
  type CommandOf,
  type Content,
  type EventOf,
  type RunEvent,
  type RunHistory,
  type RunId,
} from '#events';
import { answerPart, partText } from '#coordination';
import { eventIn, type Job, type OutgoingRecord, type ReceivedRecord, type Worker } from '#event-log';
import { textOf } from '#store';
import { grade, GraderSpecSchema, GRADER_NAME, GRADER_VERSION, type Office } from '#tasks';
import { v7 } from 'uuid';
import { z } from 'zod';

export interface GraderDependencies {
  readonly history: RunHistory;
  readonly blobs: Blobs;
  readonly now: () => number;
  /** How a run has left its office; undefined where it never looked into one. */
  readonly officeOf: (runId: RunId) => Promise<Office | undefined>;
  readonly concurrency: number;
  /** Called when a run cannot be graded, now or ever. */
  readonly onUngradable: (runId: RunId, reason: string) => void;
}

/** The blob behind `gradingRef`: the salt keeps equal answers from having equal hashes. */
const GradingSchema = z.object({ salt: z.string(), grader: GraderSpecSchema });

/** Judges completed runs against expected answers that nobody else reads, and what they have done against what is expected. */
export function createGrader(dependencies: GraderDependencies): Worker {
  return {
    group: 'grader',
    topic: 'run-events',
    concurrency: dependencies.concurrency,
    assigned: () => Promise.resolve(),
    revoked: () => undefined,
    observe: () => undefined,
    jobOf(record: ReceivedRecord): Job | undefined {
      const event = eventIn(record);
      if (event?.type !== 'RunCompleted') return undefined;
      return { lane: event.runId, run: () => gradeOrReport(dependencies, event) };
    },
  };
}

/** What makes one run ungradable must not hold up the grading of others. */
async function gradeOrReport(
  dependencies: GraderDependencies,
  completed: EventOf<'RunCompleted'>,
): Promise<OutgoingRecord[]> {
  try {
    return await gradeRun(dependencies, completed);
  } catch (error) {
    if (!isLasting(error)) throw error;
    dependencies.onUngradable(completed.runId, error.message);
    return [];
  }
}

const LASTING: ReadonlySet<unknown> = new Set(['blob_missing', 'blob_damaged', 'unreadable']);

/** Whether trying again cannot help. */
const isLasting = (error: unknown): error is Error =>
  error instanceof Error &&
  (error instanceof SyntaxError || error instanceof z.ZodError || ('code' in error && LASTING.has(error.code)));

async function gradeRun(
  dependencies: GraderDependencies,
  completed: EventOf<'RunCompleted'>,
): Promise<OutgoingRecord[]> {
  const { history, blobs, now, officeOf } = dependencies;
  const { runId } = completed;
  const events = await history.eventsOf(runId, { atLeast: completed.sequence });
  const started = events[0];
  if (started?.type !== 'RunStarted' || started.data.gradingRef === undefined) return [];
  const { grader } = GradingSchema.parse(JSON.parse(await textOf(started.data.gradingRef, runId, blobs)));
  const load = (content: Content) => textOf(content, runId, blobs);
  const answers = await Promise.all(completed.data.answers.map((answer) => answerText(events, answer, load)));
  const verdict = grade(grader, answers, grader.kind === 'office' ? { office: await officeOf(runId) } : {});
  if (!verdict.graded) return [];
  const { passed, anyPassed, score, perAnswer } = verdict;
  const message: CommandOf<'GradeRun'> = {
    type: 'GradeRun',
    runId,
    tenant: completed.tenant,
    source: '/parley/grader',
    time: now(),
    id: asCommandId(v7()),
    causationId: `${runId}:${completed.sequence}`,
    data: { grader: GRADER_NAME, version: GRADER_VERSION, passed, anyPassed, score, perAnswer: [...perAnswer] },
  };
  return [{ topic: 'run-commands', message }];
}

async function answerText(
  events: readonly RunEvent[],
  { part }: AnswerRef,
  load: (content: Content) => Promise<string>,
): Promise<string> {
  const found = answerPart(events, part);
  return found === undefined ? '' : partText(await load(found.content), found.pick);
}
