import type { AnswerRef, EventOf, RunEvent } from '#events';
import { insert, type Change } from './change.js';
import { NO_COUNTS, type AgentRow, type RunOrigin, type RunOutcome, type RunRow, type RunStatus } from './rows.js';

/** A row for this run as of its first event. */
const firstRow = (event: RunEvent, known: Pick<RunRow, 'status' | 'origin' | 'outcome'> & Partial<RunRow>): RunRow => ({
  runId: event.runId,
  tenant: event.tenant,
  parked: 0,
  sequence: event.sequence,
  startedAt: event.time,
  updatedAt: event.time,
  endedAt: null,
  architecture: null,
  family: null,
  comparisonId: null,
  rehearsed: 0,
  answers: [],
  graded: null,
  ...known,
});

export function runStarted(event: EventOf<'RunStarted'>): readonly Change[] {
  const { runId, tenant, time, data } = event;
  const run = firstRow(event, {
    status: 'running',
    architecture: data.system.architecture,
    family: data.taskRef?.family ?? null,
    comparisonId: data.comparisonId ?? null,
    rehearsed: data.rehearsed ? 1 : 0,
    origin: originOf(data),
    outcome: null,
  });
  const acceptance = {
    runId,
    tenant,
    idempotencyKey: data.idempotencyKey ?? null,
    bodyHash: data.bodyHash ?? null,
    acceptedAt: time,
  };
  return [
    insert('runs', run),
    insert('acceptances', acceptance),
    ...Object.entries(data.labels).map(([label, value]) => insert('runLabels', { runId, label, value })),
    ...agentRows(event).map((row) => insert('agents', row)),
  ];
}

const originOf = (data: EventOf<'RunStarted'>['data']): RunOrigin => ({
  system: data.system.name,
  systemHash: data.systemHash,
  ...(data.taskRef && { taskRef: data.taskRef }),
  taskHash: data.taskHash,
  budget: data.budget,
  seed: data.seed,
  labels: data.labels,
  ...(data.continuesRunId && { continuesRunId: data.continuesRunId }),
  traceId: data.traceId,
  erasable: data.erasable,
  gradable: data.gradingRef !== undefined,
});

const agentRows = ({ runId, data }: EventOf<'RunStarted'>): readonly AgentRow[] =>
  data.system.agents.map(({ agentId, role, model }, position) => ({
    runId,
    agentId,
    position,
    role,
    provider: model.provider,
    model: model.model,
    tier: model.tier ?? null,
    ...NO_COUNTS,
  }));

/** A refused StartRun is the stream's only event; refusals of later commands leave no row. */
export function commandRejected(event: EventOf<'CommandRejected'>): readonly Change[] {
  if (event.sequence !== 1) return [];
  const { code, message } = event.data;
  return [
    insert(
      'runs',
      firstRow(event, { status: 'rejected', endedAt: event.time, origin: null, outcome: { code, message } }),
    ),
  ];
}

function ended(
  event: RunEvent,
  status: RunStatus,
  outcome: RunOutcome,
  answers: readonly AnswerRef[] = [],
): readonly Change[] {
  const { runId, time } = event;
  return [
    { change: 'run', runId, set: { status, endedAt: time, outcome, answers } },
    { change: 'void-approvals', runId, at: time },
  ];
}

export function runCompleted(event: EventOf<'RunCompleted'>): readonly Change[] {
  const { answers, ...outcome } = event.data;
  return ended(event, 'completed', outcome, answers);
}
export const runFailed = (event: EventOf<'RunFailed'>): readonly Change[] => ended(event, 'failed', event.data);
export const runCancelled = (event: EventOf<'RunCancelled'>): readonly Change[] =>
  ended(event, 'cancelled', event.data);

const statusChange = ({ runId }: RunEvent, status: RunStatus): readonly Change[] => [
  { change: 'run', runId, set: { status } },
];
export const runPaused = (event: EventOf<'RunPaused'>): readonly Change[] => statusChange(event, 'paused');
export const runResumed = (event: EventOf<'RunResumed'>): readonly Change[] => statusChange(event, 'running');

/** The latest grade is the one that is shown. */
export const runGraded = ({ runId, data }: EventOf<'RunGraded'>): readonly Change[] => [
  { change: 'run', runId, set: { graded: data } },
];
