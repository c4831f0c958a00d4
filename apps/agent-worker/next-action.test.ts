import { describe, expect, it } from '@jest/globals';
import {
  approvalIdOf,
  asCommandId,
  asRunId,
  asTurnId,
  callIdOf,
  type CallOutcome,
  type EventData,
  type EventOf,
  type EventType,
  type RunEvent,
  type ToolCall,
} from '#events';
import { nextAction } from './next-action.js';

const TURN = asTurnId('solo.1');
const FIRST = callIdOf(TURN, 1);
const SECOND = callIdOf(TURN, 2);
const nobody = () => false;
const me = () => true;

const call = (effect: ToolCall['effect']): ToolCall => ({ name: 'tool', arguments: '{}', effect, approval: 'never' });
const outcome = (index: number): CallOutcome => ({
  index,
  status: 'ok',
  result: 'ok',
  startedAt: 0,
  endedAt: 0,
  argumentBytes: 2,
  resultBytes: 2,
});

type Part = { readonly [T in EventType]: readonly [T, EventData<T>] }[EventType];

function history(...parts: readonly Part[]): RunEvent[] {
  return parts.map(([type, data], i) => {
    const event: EventOf<EventType> = {
      type,
      runId: asRunId('01890000-0000-7000-8000-000000000001'),
      tenant: 'default',
      source: '/parley/orchestrator',
      time: 0,
      sequence: i + 1,
      causationId: asCommandId('01890000-0000-7000-8000-000000000002'),
      data,
    };
    return event as RunEvent;
  });
}

const answered = (...calls: ToolCall[]): Part => [
  'TurnAnswered',
  {
    turnId: TURN,
    attempt: 1,
    answer: { text: '', calls },
    controls: [],
    report: {
      worker: 'w',
      startedAt: 0,
      endedAt: 0,
      provider: 'p',
      asked: 'm',
      parameters: {},
      usage: { source: 'unknown' },
    },
  },
];
const started = (claim: string): Part => ['ToolCallStarted', { turnId: TURN, callId: FIRST, claim, worker: 'w' }];
const recorded = (index: number): Part => [
  'ToolCallRecorded',
  { turnId: TURN, callId: callIdOf(TURN, index), outcome: outcome(index) },
];
const asked: Part = [
  'ApprovalRequested',
  { approvalId: approvalIdOf(FIRST, 1), kind: 'before_call', turnId: TURN, callId: FIRST, expiresAt: 9 },
];
const resumed: Part = ['TurnResumed', { turnId: TURN, callId: FIRST, approvalId: approvalIdOf(FIRST, 1), deadline: 9 }];

describe('the next action of a turn that has answered', () => {
  it('is the first call that is not recorded', () => {
    const events = history(answered(call('read'), call('idempotent')), recorded(1));
    expect(nextAction(events, TURN, nobody)).toMatchObject({ action: 'act', callId: SECOND, index: 2 });
  });

  it('is nothing when every call is recorded, or only talks to the system', () => {
    expect(nextAction(history(answered(call('idempotent')), recorded(1)), TURN, nobody)).toEqual({ action: 'none' });
    expect(nextAction(history(answered(call('control'))), TURN, nobody)).toEqual({ action: 'none' });
  });

  it('is nothing before the answer and after the turn or the run has ended', () => {
    expect(nextAction([], TURN, nobody)).toEqual({ action: 'none' });
    const cancelled = history(answered(call('idempotent')), ['RunCancelled', {}]);
    expect(nextAction(cancelled, TURN, nobody)).toEqual({ action: 'none' });
  });

  it('claims a call that must happen once, before it makes it', () => {
    expect(nextAction(history(answered(call('once'))), TURN, me)).toEqual({ action: 'claim', callId: FIRST });
    const claimed = history(answered(call('once')), started('c'));
    expect(nextAction(claimed, TURN, me)).toMatchObject({ action: 'act', callId: FIRST, claim: 'c' });
  });

  it("never makes a call under a stranger's claim, but says that it is in doubt", () => {
    const claimed = history(answered(call('once')), started('theirs'));
    expect(nextAction(claimed, TURN, nobody)).toEqual({ action: 'doubt', callId: FIRST, claim: 'theirs' });
  });

  it('waits for a person, also with the calls behind', () => {
    const waiting = history(answered(call('once'), call('read')), asked);
    expect(nextAction(waiting, TURN, me)).toEqual({ action: 'none' });
  });

  it('claims anew what a person has let go ahead', () => {
    const resumedCall = history(answered(call('once')), started('lost'), asked, resumed);
    expect(nextAction(resumedCall, TURN, nobody)).toEqual({ action: 'claim', callId: FIRST });
  });
});
