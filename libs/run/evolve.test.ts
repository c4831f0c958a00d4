import { asAgentId, asRunId, type EventData, type EventType, type RunEvent } from '#events';
import { describe, expect, it } from '@jest/globals';
import {
  answerOf,
  callTo,
  cancelRun,
  doubtToolCall,
  failTurn,
  given,
  gradeRun,
  recordAnswer,
  recordToolResult,
  recordTurn,
  resolveApproval,
  startRun,
  startToolCall,
  submit,
} from '#run/testing';
import { evolve, fold, initial, type RunState } from './index.js';

const started = given(startRun());
const acting = started.when(recordAnswer('solo.1', answerOf('Now.', callTo('once'))));
/** Has everything that can happen to a turn. */
const eventful = acting.when(
  startToolCall('solo.1.1', 'a'),
  doubtToolCall('solo.1.1', 'a'),
  resolveApproval('solo.1.1.1', 'not_happened'),
  startToolCall('solo.1.1', 'b'),
  recordToolResult('solo.1.1', { claim: 'b' }),
  failTurn('solo.2'),
  failTurn('solo.2', { report: {} }),
);
const completed = started.when(recordTurn('solo.1', { controls: [submit()] }));

/** The same event about a turn that this run has not. */
const strange = (event: RunEvent): RunEvent =>
  JSON.parse(JSON.stringify(event).replaceAll('"solo', '"nobody')) as RunEvent;
const after = (state: RunState, type: EventType, data: unknown): RunState => {
  const envelope = { runId: asRunId('r'), tenant: 'default', source: '/parley/test', time: state.time + 1 };
  const event = { type, ...envelope, sequence: state.sequence + 1, causationId: 'c', data };
  return evolve(state, event as unknown as RunEvent);
};
const withoutPosition = ({ sequence: _sequence, time: _time, ...rest }: RunState): object => ({ ...rest, heard: [] });

describe('fold', () => {
  it('gives the state that decisions were made by', () => {
    expect(fold(eventful.events)).toEqual({ state: eventful.state });
    expect(fold([])).toEqual({ state: initial });
  });

  it('goes on from a state', () => {
    expect(fold(acting.events.slice(2), started.state)).toEqual({ state: acting.state });
  });

  it('refuses a stream with a hole, a repetition or a beginning that is missing', () => {
    expect(fold(acting.events.toSpliced(1, 1))).toEqual({ gap: { expected: 2, found: 3 } });
    expect(fold([...acting.events, acting.events[2]!])).toEqual({ gap: { expected: 4, found: 3 } });
    expect(fold(acting.events.slice(1))).toEqual({ gap: { expected: 1, found: 2 } });
  });
});

describe('evolve', () => {
  it.each(eventful.events.filter(({ type }) => type !== 'TurnDiscarded').map((event) => [event.type, event] as const))(
    'takes a %s that cannot have happened for a change of position alone',
    (_type, event) => {
      const next = evolve(started.state, strange(event));
      expect(withoutPosition(next)).toEqual(withoutPosition(started.state));
      expect(next.sequence).toBe(event.sequence);
    },
  );

  it('keeps the spend of a discarded result, whoever it is of', () => {
    expect(evolve(started.state, strange(eventful.latest[0]!))).toMatchObject({
      spent: { tokens: 15, microDollars: 30 },
    });
  });

  it('does so before a run has started, after it was refused and where it runs already', () => {
    expect(after(initial, 'RunPaused', {})).toEqual({ status: 'none', sequence: 1, time: 1 });
    const { state } = given(startRun({ prices: {}, budget: { microDollars: 1 } }));
    expect(after(state, 'RunPaused', {})).toMatchObject({ status: 'rejected', sequence: 2 });
    expect(after(started.state, 'RunResumed', {})).toMatchObject({ status: 'running', sequence: 3 });
    expect(after(started.state, 'RunGraded', {})).toMatchObject({ status: 'running', sequence: 3 });
  });

  it('takes a question that it does not know for no question', () => {
    const next = after(acting.state, 'ApprovalResolved', { approvalId: 'solo.1.1.1', decision: 'approve' });
    expect(withoutPosition(next)).toEqual(withoutPosition(acting.state));
  });

  it('reads an activation of a purpose that it does not know as one that solves', () => {
    const [, requested] = started.events;
    const data = { ...(requested!.data as EventData<'TurnRequested'>), purpose: 'sing' };
    const odd = fold([started.events[0]!, { ...requested!, data } as RunEvent]);
    expect(odd).toMatchObject({ state: { activations: [{ agentId: asAgentId('solo'), purpose: 'solve' }] } });
  });

  it('makes plain data that survives being written down', () => {
    for (const { state } of [eventful, completed.when(gradeRun()), given()]) {
      expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    }
  });

  it('forgets most of a run once it has ended', () => {
    const ended = acting.when(startToolCall('solo.1.1', 'a'), cancelRun()).state;
    expect(ended).toMatchObject({
      status: 'cancelled',
      agents: [{ agentId: 'solo', turns: 1 }],
      claims: [{ callId: 'solo.1.1', claim: 'a' }],
    });
    expect(JSON.stringify(ended).length).toBeLessThan(500);
  });
});
