import { agentOfTurn, type EventOf, type TurnId } from '#events';
import { activationSpan, type ActivationEnd } from './activation-span.js';
import { readMessages } from './fold-messages.js';
import { closeCalls, recordOutcomes } from './fold-tools.js';
import { modelCallSpan, openCall } from './model-call-span.js';
import type { OpenActivation, OpenTrace, OpenTurn } from './open-trace.js';
import type { SpanData } from './span-data.js';
import { activationSpanId, spanIdOf } from './span-ids.js';
import { onSpans } from './content-settings.js';
import { addReport, noTotals } from './totals.js';
import { backoffSpan } from './waiting-spans.js';
import { workerClock } from './worker-clock.js';

export function turnRequested(trace: OpenTrace, event: EventOf<'TurnRequested'>): readonly SpanData[] {
  const { turnId, attempt } = event.data;
  const activation = trace.activations.get(event.data.activationId) ?? openActivation(trace, event);
  if (activation === undefined) return [];
  const before = trace.turns.get(turnId);
  if (before === undefined) activation.links.push(...readMessages(trace, event));
  if (attempt > 1) trace.attempts.set(turnId, attempt);
  trace.turns.set(turnId, { activation, request: event, claims: new Map() });
  if (before?.backoff === undefined) return [];
  return [backoffSpan(trace, turnId, before, { ...before.backoff, until: event.time })];
}

function openActivation(trace: OpenTrace, { runId, time, data }: EventOf<'TurnRequested'>): OpenActivation | undefined {
  const agent = trace.agents.get(data.agentId);
  if (agent === undefined) return undefined;
  const activation: OpenActivation = {
    id: data.activationId,
    spanId: activationSpanId(runId, data.activationId),
    agent,
    round: data.round,
    purpose: data.purpose,
    startMs: time,
    links: [],
    totals: noTotals(),
  };
  trace.activations.set(activation.id, activation);
  trace.latest.set(agent.agentId, activation);
  return activation;
}

/** The model call of a turn whose acting tools follow. */
export function turnAnswered(trace: OpenTrace, event: EventOf<'TurnAnswered'>): readonly SpanData[] {
  const { turnId, answer, report } = event.data;
  const turn = trace.turns.get(turnId);
  if (turn === undefined) return [];
  addReport(trace.totals, report);
  addReport(turn.activation.totals, report);
  trace.turns.set(turnId, { ...turn, answered: { answer, at: event.time } });
  return [modelCallSpan(trace, { ...openCall(turnId, turn, event.time), outcome: 'answered', report, answer })];
}

export function turnRecorded(trace: OpenTrace, event: EventOf<'TurnRecorded'>): readonly SpanData[] {
  const { turnId, endsActivation } = event.data;
  const turn = trace.turns.get(turnId);
  if (turn === undefined) return [];
  const whole = onePhaseSpans(trace, turn, event);
  trace.turns.delete(turnId);
  for (const totals of [trace.totals, turn.activation.totals]) totals.turns++;
  if (!endsActivation) return whole;
  return [...whole, endActivation(trace, turn.activation, { outcome: 'done', endMs: event.time })];
}

/** Model call and tool calls of a turn that was recorded at once: one worker's clock has timed them all. */
function onePhaseSpans(trace: OpenTrace, turn: OpenTurn, event: EventOf<'TurnRecorded'>): readonly SpanData[] {
  const { turnId, answer, report, outcomes = [], defect } = event.data;
  if (report === undefined || 'answeredAt' in answer) return [];
  addReport(trace.totals, report);
  addReport(turn.activation.totals, report);
  const call = openCall(turnId, turn, event.time);
  const reported = {
    from: Math.min(report.startedAt, ...outcomes.map(({ startedAt }) => startedAt)),
    until: Math.max(report.endedAt, ...outcomes.map(({ endedAt }) => endedAt)),
  };
  const clock = workerClock(reported, call.window);
  return [
    modelCallSpan(trace, { ...call, outcome: 'answered', report, clock, answer, defect: defect?.code }),
    ...recordOutcomes(trace, turn, { turnId, answer, outcomes, clock }),
  ];
}

export function turnFailed(trace: OpenTrace, event: EventOf<'TurnFailed'>): readonly SpanData[] {
  const { turnId, attempt, next, report } = event.data;
  const turn = trace.turns.get(turnId);
  if (turn === undefined) return [];
  for (const totals of [trace.totals, turn.activation.totals]) {
    totals.failedAttempts++;
    if (report !== undefined) addReport(totals, report);
  }
  const failed = turn.answered === undefined ? [failedCall(trace, turn, event)] : [];
  if (next !== 'final') {
    trace.turns.set(turnId, { ...turn, backoff: { attempt, since: event.time, retryAt: next.retryAt } });
    return failed;
  }
  return [...failed, ...giveUp(trace, turn, event)];
}

function failedCall(trace: OpenTrace, turn: OpenTurn, event: EventOf<'TurnFailed'>): SpanData {
  const { turnId, report } = event.data;
  const outcome = report === undefined ? 'lost' : 'failed';
  return modelCallSpan(trace, {
    ...openCall(turnId, turn, event.time),
    outcome,
    report,
    error: errorOf(trace, event),
  });
}

/** A turn that fails for good takes its activation with it. */
function giveUp(trace: OpenTrace, turn: OpenTurn, event: EventOf<'TurnFailed'>): readonly SpanData[] {
  const { turnId } = event.data;
  const calls = closeCalls(trace, turnId, turn, { endMs: event.time, error: { type: 'in_doubt' } });
  trace.turns.delete(turnId);
  const end = { outcome: 'failed', endMs: event.time, error: errorOf(trace, event) } as const;
  return [...calls, endActivation(trace, turn.activation, end)];
}

/** A vendor's words may quote a prompt. */
const errorOf = ({ content }: OpenTrace, { data: { error } }: EventOf<'TurnFailed'>) => ({
  type: error.code,
  ...(onSpans(content) && { message: onSpans(content)?.redact?.(error.message) ?? error.message }),
});

function endActivation(trace: OpenTrace, activation: OpenActivation, end: ActivationEnd): SpanData {
  trace.activations.delete(activation.id);
  return activationSpan(trace, activation, end);
}

/** A result that came too late, beside what took its place. Its window is the run: its request may be long forgotten. */
export function turnDiscarded(trace: OpenTrace, event: EventOf<'TurnDiscarded'>): readonly SpanData[] {
  const { turnId, attempt, reason, report } = event.data;
  const agent = trace.agents.get(agentOfTurn(turnId));
  if (agent === undefined) return [];
  const activation = trace.turns.get(turnId)?.activation;
  addReport(trace.totals, report);
  if (activation !== undefined) addReport(activation.totals, report);
  const call = { turnId, attempt, agent, activation, report, outcome: 'discarded', discarded: reason } as const;
  const spanId = spanIdOf(event.runId, 'discarded', turnId, event.sequence);
  return [modelCallSpan(trace, { ...call, spanId, window: { from: trace.started.time, until: event.time } })];
}

/** What is open of a turn when the run ends. */
export function cutOff(trace: OpenTrace, turnId: TurnId, turn: OpenTurn, endMs: number): readonly SpanData[] {
  if (turn.backoff !== undefined) return [backoffSpan(trace, turnId, turn, { ...turn.backoff, until: endMs })];
  if (turn.answered !== undefined) return closeCalls(trace, turnId, turn, { endMs });
  return [modelCallSpan(trace, { ...openCall(turnId, turn, endMs), outcome: 'cut_off' })];
}
