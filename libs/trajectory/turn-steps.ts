import {
  agentOfTurn,
  callIdOf,
  type Answer,
  type CallOutcome,
  type CallReport,
  type EventOf,
  type TurnId,
} from '#events';
import { spendOf, type Draft } from './draft.js';
import type { ToolCallStep, TurnStep } from './trajectory.js';

export function noteRequested(draft: Draft, event: EventOf<'TurnRequested'>): void {
  const { turnId, attempt } = event.data;
  draft.requests.set(turnId, event);
  draft.open.set(turnId, { agent: agentOfTurn(turnId), turnId, attempt });
}

/** Something has come of an attempt. */
function heardOf(draft: Draft, { turnId, attempt }: { readonly turnId: TurnId; readonly attempt: number }): void {
  if (draft.open.get(turnId)?.attempt === attempt) draft.open.delete(turnId);
}

export function noteAnswered(draft: Draft, { time, sequence, data }: EventOf<'TurnAnswered'>): void {
  heardOf(draft, data);
  noteTurn(draft, { ...data, time, sequence, status: 'open' });
}

export function noteRecorded(draft: Draft, event: EventOf<'TurnRecorded'>): void {
  const { time, sequence, data } = event;
  const { answer, outcomes = [], defect } = data;
  heardOf(draft, data);
  if ('answeredAt' in answer)
    settle(draft, data.turnId, { status: 'recorded', ...(defect && { defect: defect.message }) });
  else noteTurn(draft, { ...data, answer, time, sequence, status: 'recorded' });
  for (const outcome of outcomes) noteCall(draft, outcome, event);
}

export const noteToolCall = (draft: Draft, event: EventOf<'ToolCallRecorded'>): void => {
  noteCall(draft, event.data.outcome, event);
};

export function noteFailed(draft: Draft, { time, data }: EventOf<'TurnFailed'>): void {
  const { turnId, attempt, error, next, report } = data;
  heardOf(draft, data);
  draft.failures.push({
    agent: agentOfTurn(turnId),
    turnId,
    attempt,
    at: time,
    code: error.code,
    message: error.message,
    final: next === 'final',
    ...spendOf(report),
  });
  settle(draft, turnId, { status: 'failed' });
}

export function noteDiscarded(draft: Draft, { time, data }: EventOf<'TurnDiscarded'>): void {
  const { turnId, attempt, reason, report } = data;
  heardOf(draft, data);
  draft.discarded.push({ agent: agentOfTurn(turnId), turnId, attempt, at: time, reason, ...spendOf(report) });
}

interface AnsweredTurn {
  readonly turnId: TurnId;
  readonly answer: Answer;
  readonly report?: CallReport | undefined;
  readonly defect?: { readonly message: string } | undefined;
  readonly time: number;
  readonly sequence: number;
  readonly status: TurnStep['status'];
}

function noteTurn(draft: Draft, { turnId, answer, report, defect, time, sequence, status }: AnsweredTurn): void {
  draft.said.set(turnId, answer);
  const request = draft.requests.get(turnId);
  draft.steps.push({
    index: draft.steps.length,
    kind: 'turn',
    agent: agentOfTurn(turnId),
    ...(request && { round: request.data.round, purpose: request.data.purpose, requestedAt: request.time }),
    at: time,
    sequence,
    turnId,
    status,
    ...(report && timesOf(report)),
    ...spendOf(report),
    text: answer.text,
    calls: answer.calls.map(({ name }) => name),
    ...(defect && { defect: defect.message }),
  });
}

const timesOf = ({ startedAt, firstTokenAt, endedAt, asked, answered = asked }: CallReport) => ({
  startedAt,
  ...(firstTokenAt !== undefined && { firstTokenAt }),
  endedAt,
  model: answered,
});

/** What became of a turn whose answer was noted before its tools had reported. */
function settle(draft: Draft, turnId: TurnId, change: Pick<TurnStep, 'status' | 'defect'>): void {
  const index = draft.steps.findLastIndex(
    (step) => step.kind === 'turn' && step.turnId === turnId && step.status === 'open',
  );
  const step = draft.steps[index];
  if (step?.kind === 'turn') draft.steps[index] = { ...step, ...change };
}

function noteCall(
  draft: Draft,
  outcome: CallOutcome,
  { time, sequence, data: { turnId } }: EventOf<'TurnRecorded' | 'ToolCallRecorded'>,
): void {
  const call = draft.said.get(turnId)?.calls[outcome.index - 1];
  const round = draft.requests.get(turnId)?.data.round;
  const step: ToolCallStep = {
    index: draft.steps.length,
    kind: 'tool_call',
    agent: agentOfTurn(turnId),
    ...(round !== undefined && { round }),
    at: time,
    sequence,
    turnId,
    callId: callIdOf(turnId, outcome.index),
    ...(call && { name: call.name }),
    status: outcome.status,
    startedAt: outcome.startedAt,
    endedAt: outcome.endedAt,
    ...(call && { arguments: call.arguments }),
    result: outcome.result,
  };
  draft.steps.push(step);
}
