import { describe, expect, it } from '@jest/globals';
import { callIdOf, type EventData, type RunEvent } from '#events';
import { answerOf, eventScript, outcomeOf, reportOf, type EventScript } from './testing/index.js';
import { trajectoryOf } from './trajectory-of.js';
import type { Trajectory } from './trajectory.js';

function trajectory(script: EventScript): Trajectory {
  const result = trajectoryOf(script.events);
  if (result === undefined) throw new Error('the run never started');
  return result;
}

/** Acting tools: an answer first, its calls later, the record last. */
function twoPhaseTurn(script: EventScript, end: 'recorded' | 'failed' | 'open'): void {
  const turnId = script.request('a');
  script.add('TurnAnswered', {
    turnId,
    attempt: 1,
    answer: answerOf('Send.', 'mail'),
    controls: [],
    report: reportOf(),
  });
  script.add('ToolCallRecorded', { turnId, callId: callIdOf(turnId, 1), outcome: outcomeOf(1, 'error') });
  if (end === 'failed') script.fail(turnId);
  if (end !== 'recorded') return;
  script.add('TurnRecorded', { turnId, attempt: 1, answer: { answeredAt: 3 }, controls: [], endsActivation: true });
}

/** Everything that can happen, in one run. */
function fullRun(): EventScript {
  const script = eventScript({ architecture: 'decentralized', agents: ['a', 'b'] });
  const first = script.turn('a', {
    purpose: 'solve',
    answer: answerOf('Look.', 'calculator'),
    outcomes: [outcomeOf(1)],
  });
  script.say(first, ['b'], 'debate');
  script.fail(script.request('b'), reportOf());
  twoPhaseTurn(script, 'recorded');
  twoPhaseTurn(script, 'failed');
  script.add('RunPaused', {});
  script.add('RunResumed', {});
  const last = script.turn('b', { round: 2 });
  script.complete(last, first);
  script.add('TurnDiscarded', { turnId: first, attempt: 2, reason: 'run_ended', report: reportOf({ cost: 7 }) });
  script.grade(true);
  return script;
}

describe('trajectoryOf', () => {
  it('says who ran on what', () => {
    expect(trajectory(eventScript({ architecture: 'single', agents: ['solo'], rehearsed: false }))).toMatchObject({
      architecture: 'single',
      rehearsed: false,
      gradable: true,
      status: 'running',
      agents: [{ agent: 'solo', role: 'peer', provider: 'rehearsal', model: 'mid' }],
      steps: [],
    });
  });

  it('is undefined for a run that never started', () => {
    expect(trajectoryOf([])).toBeUndefined();
    const rejected: EventData<'CommandRejected'> = {
      command: 'StartRun',
      commandId: fullRun().events[0]!.causationId,
      code: 'team_invalid',
      message: 'nobody',
    };
    const refused = { ...fullRun().events[0]!, type: 'CommandRejected', data: rejected } as RunEvent;
    expect(trajectoryOf([refused])).toBeUndefined();
  });

  it('puts turns, their tool calls and messages in the order in which they happened', () => {
    const { steps } = trajectory(fullRun());
    expect(steps.map(({ index, kind, agent }) => [index, kind, agent])).toEqual([
      [0, 'turn', 'a'],
      [1, 'tool_call', 'a'],
      [2, 'message', 'a'],
      [3, 'turn', 'a'],
      [4, 'tool_call', 'a'],
      [5, 'turn', 'a'],
      [6, 'tool_call', 'a'],
      [7, 'turn', 'b'],
    ]);
    expect(steps[0]).toMatchObject({
      turnId: 'a.1',
      purpose: 'solve',
      round: 1,
      status: 'recorded',
      model: 'mid',
      text: 'Look.',
      calls: ['calculator'],
      usage: { input: 100, output: 10 },
      cost: 25,
    });
    expect(steps[1]).toMatchObject({
      callId: 'a.1.1',
      name: 'calculator',
      status: 'ok',
      arguments: '{"of":"calculator"}',
    });
    expect(steps[2]).toMatchObject({ to: ['b'], messageKind: 'debate', content: 'Look.' });
    expect(steps[4]).toMatchObject({ name: 'mail', status: 'error' });
  });

  it('knows a turn from its answer on, and what became of it', () => {
    const statusAfter = (end: 'recorded' | 'failed' | 'open') => {
      const script = eventScript({ agents: ['a'] });
      twoPhaseTurn(script, end);
      return trajectory(script).steps[0];
    };
    expect(statusAfter('open')).toMatchObject({ status: 'open' });
    expect(statusAfter('recorded')).toMatchObject({ status: 'recorded', cost: 25 });
    expect(statusAfter('failed')).toMatchObject({ status: 'failed', cost: 25 });
  });

  it('keeps failed and discarded attempts apart, with what they used', () => {
    const { failures, discarded } = trajectory(fullRun());
    expect(failures).toMatchObject([
      { agent: 'b', turnId: 'b.1', code: 'overloaded', final: true, cost: 25 },
      { agent: 'a', turnId: 'a.3' },
    ]);
    expect(failures[1]).not.toHaveProperty('usage');
    expect(discarded).toMatchObject([{ agent: 'a', turnId: 'a.1', attempt: 2, reason: 'run_ended', cost: 7 }]);
  });

  it('says which attempts were open when the run ended, until something comes of them', () => {
    const script = eventScript({ agents: ['a', 'b'] });
    script.turn('a');
    const open = { turnId: script.request('a'), attempt: 1 };
    twoPhaseTurn(script, 'open');
    expect(trajectory(script)).not.toHaveProperty('cutOff');
    script.add('RunCancelled', {});
    expect(trajectory(script).cutOff).toEqual([{ agent: 'a', ...open }]);
    script.add('TurnDiscarded', { ...open, reason: 'run_ended', report: reportOf() });
    expect(trajectory(script)).not.toHaveProperty('cutOff');
  });

  it('ends with answers and gradings', () => {
    expect(trajectory(fullRun())).toMatchObject({
      status: 'completed',
      answers: [
        { agent: 'b', content: 'Well.' },
        { agent: 'a', content: 'Look.' },
      ],
      gradings: [{ grader: 'parley', passed: true, score: 1 }],
    });
  });

  it.each([
    ['RunFailed', { code: 'no_answer', message: 'nobody answered' }, 'failed'],
    ['RunCancelled', {}, 'cancelled'],
  ] as const)('ends by %s', (type, data, status) => {
    const script = eventScript();
    script.add(type, data);
    expect(trajectory(script)).toMatchObject({ status, endedAt: script.events.at(-1)!.time });
  });

  it('keeps references to content that is elsewhere', () => {
    const blob = { blob: 'a'.repeat(64), bytes: 20_000, mediaType: 'text/plain' };
    const script = eventScript({ agents: ['a', 'b'] });
    const turnId = script.turn('a', { answer: { text: blob, calls: [] } });
    script.say(turnId, ['b'], 'report');
    expect(trajectory(script).steps).toMatchObject([{ text: blob }, { content: blob }]);
  });

  it('only grows with more events, but for turns that were open', () => {
    const { events } = fullRun();
    const settled = (run: Trajectory | undefined) =>
      run?.steps.map((step) => (step.kind === 'turn' ? { ...step, status: 'any' } : step)) ?? [];
    const whole = settled(trajectoryOf(events));
    for (let length = 1; length <= events.length; length++) {
      const part = settled(trajectoryOf(events.slice(0, length)));
      expect(part).toEqual(whole.slice(0, part.length));
    }
  });
});
