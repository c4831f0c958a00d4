import { agentOfTurn, type CallReport, type EventOf, type RunEvent, type TurnId } from '#events';
import { insert, type Change } from './change.js';
import type { AgentCounts, SpendFate } from './rows.js';

type Attempted = Extract<RunEvent, { readonly type: 'TurnAnswered' | 'TurnRecorded' | 'TurnFailed' | 'TurnDiscarded' }>;

function spent(event: Attempted, report: CallReport, fate: SpendFate): Change {
  const { turnId, attempt } = event.data;
  const { usage } = report;
  return insert('usage', {
    runId: event.runId,
    sequence: event.sequence,
    turnId,
    attempt,
    agentId: agentOfTurn(turnId),
    fate,
    provider: report.provider,
    model: report.answered ?? report.asked,
    input: usage.input ?? null,
    output: usage.output ?? null,
    cacheRead: usage.cacheRead ?? null,
    cacheWrite: usage.cacheWrite ?? null,
    reasoning: usage.reasoning ?? null,
    source: usage.source,
    microDollars: report.cost ?? null,
    maybeRepeated: report.maybeRepeated ? 1 : 0,
    startedAt: report.startedAt,
    endedAt: report.endedAt,
  });
}

/** The attempt's usage: in this event, or with the TurnAnswered before it. */
function closed(event: EventOf<'TurnRecorded'> | EventOf<'TurnFailed'>, fate: 'recorded' | 'failed'): Change {
  const { turnId, attempt, report } = event.data;
  if (report !== undefined) return spent(event, report, fate);
  return { change: 'settle', runId: event.runId, turnId, attempt, fate };
}

const counted = ({ runId }: RunEvent, turnId: TurnId, add: Partial<AgentCounts>): Change => ({
  change: 'count',
  runId,
  agentId: agentOfTurn(turnId),
  add,
});

export const turnRequested = (event: EventOf<'TurnRequested'>): readonly Change[] => [
  counted(event, event.data.turnId, { requestedAttempts: 1 }),
];

export const turnAnswered = (event: EventOf<'TurnAnswered'>): readonly Change[] => [
  spent(event, event.data.report, 'answered'),
];

export const turnRecorded = (event: EventOf<'TurnRecorded'>): readonly Change[] => [
  closed(event, 'recorded'),
  counted(event, event.data.turnId, { turns: 1, toolCalls: event.data.outcomes?.length ?? 0 }),
];

export const turnFailed = (event: EventOf<'TurnFailed'>): readonly Change[] => [
  closed(event, 'failed'),
  counted(event, event.data.turnId, { failedAttempts: 1 }),
];

export const turnDiscarded = (event: EventOf<'TurnDiscarded'>): readonly Change[] => [
  spent(event, event.data.report, 'discarded'),
  counted(event, event.data.turnId, { discardedAttempts: 1 }),
];

/** Calls of one-phase turns are counted with the turn; these are the others. */
export const toolCallRecorded = (event: EventOf<'ToolCallRecorded'>): readonly Change[] => [
  counted(event, event.data.turnId, { toolCalls: 1 }),
];

export function messageSent(event: EventOf<'MessageSent'>): readonly Change[] {
  const { runId, sequence, time, data } = event;
  const message = insert('messages', {
    runId,
    sequence,
    time,
    sender: data.from,
    recipients: data.to,
    kind: data.kind,
    round: data.round,
    turnId: data.part.turnId,
    part: data.part.index,
    maxChars: data.part.maxChars ?? null,
    accepted: data.accepted === undefined ? null : data.accepted ? 1 : 0,
  });
  if (data.kind === 'error') return [message];
  return [message, { change: 'count', runId, agentId: data.from, add: { messages: 1 } }];
}
