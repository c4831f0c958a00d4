import type { MessageStep, Spend, ToolCallStep, Trajectory, TurnStep } from '#trajectory';
import { absent, known, ratio, type Measure } from './measure.js';
import { outcomeOf, type Outcome } from './outcome.js';
import { spendingOf, type Spending } from './spending.js';

/** What a run took, from its own trajectory alone: no baseline enters. */
export interface RunMetrics extends Spending {
  readonly runId: string;
  readonly taskHash?: string;
  readonly outcome: Outcome;
  /** T: model calls that were recorded as turns; failed attempts are not. */
  readonly turns: number;
  /** Messages between agents of any kind but `error`; one to several receivers is one. */
  readonly messages: number;
  /** c: messages a turn. */
  readonly density: Measure;
  readonly toolCalls: number;
  readonly failedToolCalls: number;
  readonly failedAttempts: number;
  /** From start to end, pauses included. */
  readonly wallMs: Measure;
}

export function runMetricsOf(trajectory: Trajectory): RunMetrics {
  const { runId, taskHash, steps, failures, discarded, cutOff = [] } = trajectory;
  const turnSteps = steps.filter((step): step is TurnStep => step.kind === 'turn');
  const calls = steps.filter((step): step is ToolCallStep => step.kind === 'tool_call');
  const messages = steps.filter((step): step is MessageStep => step.kind === 'message' && step.messageKind !== 'error');
  const turns = turnSteps.filter(({ status }) => status === 'recorded').length;
  const attempts: readonly Spend[] = [...turnSteps, ...failures, ...discarded, ...cutOff];
  return {
    runId,
    ...(taskHash !== undefined && { taskHash }),
    outcome: outcomeOf(trajectory),
    turns,
    messages: messages.length,
    density: ratio(known(messages.length), known(turns), 'the run took no turns'),
    toolCalls: calls.length,
    failedToolCalls: calls.filter(({ status }) => status !== 'ok').length,
    failedAttempts: failures.length,
    wallMs: wallMsOf(trajectory),
    ...spendingOf(attempts),
  };
}

const wallMsOf = ({ startedAt, endedAt }: Trajectory): Measure =>
  endedAt === undefined ? absent('the run has not ended') : known(endedAt - startedAt);
