import { agentOfTurn, type EventOf, type TurnId } from '#events';
import { endedSpan } from './ended-span.js';
import type { OpenTrace, OpenTurn } from './open-trace.js';
import type { SpanData } from './span-data.js';
import { spanIdOf } from './span-ids.js';

/** From a failed attempt to the request of the next one. */
export function backoffSpan(
  trace: OpenTrace,
  turnId: TurnId,
  { activation }: OpenTurn,
  { attempt, since, retryAt, until }: NonNullable<OpenTurn['backoff']> & { readonly until: number },
): SpanData {
  return endedSpan(trace, {
    subject: 'backoff',
    spanId: spanIdOf(trace.started.runId, 'backoff', turnId, attempt),
    parent: activation.spanId,
    name: 'backoff',
    startMs: since,
    endMs: until,
    attributes: [
      {
        'parley.agent.id': activation.agent.agentId,
        'parley.turn.id': turnId,
        'parley.attempt': attempt,
        'parley.retry_at': retryAt,
      },
    ],
  });
}

/** From a question to its answer; `answer` is absent where the turn or the run ended first. */
export function approvalSpan(
  trace: OpenTrace,
  question: EventOf<'ApprovalRequested'>,
  until: number,
  answer?: EventOf<'ApprovalResolved'>,
): SpanData {
  const { approvalId, kind, turnId, callId } = question.data;
  const activation = trace.turns.get(turnId)?.activation;
  const decision = answer?.data.decision ?? 'none';
  return endedSpan(trace, {
    subject: 'approval',
    spanId: spanIdOf(trace.started.runId, 'approval', approvalId),
    ...(activation && { parent: activation.spanId }),
    name: 'await approval',
    startMs: question.time,
    endMs: until,
    attributes: [
      {
        'parley.agent.id': agentOfTurn(turnId),
        'parley.turn.id': turnId,
        'parley.call.id': callId,
        'parley.approval.id': approvalId,
        'parley.approval.kind': kind,
        'parley.approval.decision': decision,
        'parley.approval.actor': answer?.actor,
      },
    ],
    error: decision === 'expired' ? { type: 'approval_expired' } : undefined,
  });
}

export const pauseSpan = (trace: OpenTrace, paused: EventOf<'RunPaused'>, until: number): SpanData =>
  endedSpan(trace, {
    subject: 'pause',
    spanId: spanIdOf(trace.started.runId, 'pause', paused.sequence),
    name: 'paused',
    startMs: paused.time,
    endMs: until,
    attributes: [],
  });
