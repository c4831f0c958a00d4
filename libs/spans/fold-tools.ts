import { callIdOf, splitCallId, type Answer, type CallId, type CallOutcome, type EventOf, type TurnId } from '#events';
import type { SpanError } from './ended-span.js';
import type { OpenTrace, OpenTurn, StartedCall } from './open-trace.js';
import type { SpanData } from './span-data.js';
import { spanIdOf, toolCallSpanId } from './span-ids.js';
import { doubtfulSpan, toolCallSpan } from './tool-call-span.js';
import { approvalSpan } from './waiting-spans.js';
import { workerClock, type Interval, type WorkerClock } from './worker-clock.js';

interface Outcomes {
  readonly turnId: TurnId;
  readonly answer: Answer;
  readonly outcomes: readonly CallOutcome[];
  readonly clock: WorkerClock;
}

export function recordOutcomes(
  trace: OpenTrace,
  { activation }: OpenTurn,
  { turnId, answer, outcomes, clock }: Outcomes,
): readonly SpanData[] {
  return outcomes.flatMap((outcome) => {
    const call = answer.calls[outcome.index - 1];
    if (call === undefined) return [];
    for (const totals of [trace.totals, activation.totals]) totals.toolCalls++;
    const callId = callIdOf(turnId, outcome.index);
    const spanId = toolCallSpanId(trace.started.runId, callId);
    return [toolCallSpan(trace, { callId, call, spanId, activation, outcome, clock })];
  });
}

export function toolCallStarted(trace: OpenTrace, { time, data }: EventOf<'ToolCallStarted'>): readonly SpanData[] {
  trace.turns.get(data.turnId)?.claims.set(data.callId, time);
  return [];
}

export function toolCallRecorded(trace: OpenTrace, event: EventOf<'ToolCallRecorded'>): readonly SpanData[] {
  const { turnId, callId, outcome, late } = event.data;
  if (late === true) return lateOutcome(trace, event);
  const turn = trace.turns.get(turnId);
  if (turn?.answered === undefined) return [];
  const { answer, at } = turn.answered;
  const clock = clockOf(outcome, { from: turn.claims.get(callId) ?? at, until: event.time });
  turn.claims.delete(callId);
  return recordOutcomes(trace, turn, { turnId, answer, outcomes: [outcome], clock });
}

/** The call has a span that leaves it in doubt; this is another one. */
function lateOutcome(trace: OpenTrace, event: EventOf<'ToolCallRecorded'>): readonly SpanData[] {
  const { callId, outcome } = event.data;
  const started = trace.inDoubt.get(callId);
  if (started === undefined) return [];
  trace.inDoubt.delete(callId);
  trace.totals.toolCalls++;
  const spanId = spanIdOf(event.runId, 'late_tool_call', callId);
  const clock = clockOf(outcome, { from: started.since, until: event.time });
  return [toolCallSpan(trace, { ...started, spanId, outcome, clock, late: true })];
}

const clockOf = ({ startedAt, endedAt }: CallOutcome, window: Interval): WorkerClock =>
  workerClock({ from: startedAt, until: endedAt }, window);

interface TurnEnd {
  readonly endMs: number;
  readonly error?: SpanError;
}

/** Ends what a turn's calls have open: questions that nobody has answered, and calls that nobody knows the result of. */
export function closeCalls(trace: OpenTrace, turnId: TurnId, turn: OpenTurn, end: TurnEnd): readonly SpanData[] {
  const questions = [...trace.questions.values()].filter(({ data }) => data.turnId === turnId);
  for (const { data } of questions) trace.questions.delete(data.approvalId);
  return [
    ...questions.map((question) => approvalSpan(trace, question, end.endMs)),
    ...startedCalls(turn).map((started) => {
      trace.inDoubt.set(started.callId, started);
      const spanId = toolCallSpanId(trace.started.runId, started.callId);
      return doubtfulSpan(trace, { ...started, spanId, until: end.endMs, ...(end.error && { error: end.error }) });
    }),
  ];
}

function startedCalls({ answered, claims, activation }: OpenTurn): readonly StartedCall[] {
  const callOf = (callId: CallId) => answered?.answer.calls[splitCallId(callId).index - 1];
  return [...claims].flatMap(([callId, since]) => {
    const call = callOf(callId);
    return call === undefined ? [] : [{ callId, call, activation, since }];
  });
}

export function approvalRequested(trace: OpenTrace, event: EventOf<'ApprovalRequested'>): readonly SpanData[] {
  trace.questions.set(event.data.approvalId, event);
  return [];
}

export function approvalResolved(trace: OpenTrace, event: EventOf<'ApprovalResolved'>): readonly SpanData[] {
  const question = trace.questions.get(event.data.approvalId);
  trace.questions.delete(event.data.approvalId);
  return question === undefined ? [] : [approvalSpan(trace, question, event.time, event)];
}
