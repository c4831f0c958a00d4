import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { trajectoryOf } from '#trajectory';
import { answerOf, eventScript, outcomeOf, reportOf, TICK_MS, type EventScript } from '#trajectory/testing';
import type { Usage } from '#events';
import { runMetricsOf, type RunMetrics } from './run-metrics.js';

function metrics(script: EventScript): RunMetrics {
  const trajectory = trajectoryOf(script.events);
  if (trajectory === undefined) throw new Error('the run never started');
  return runMetricsOf(trajectory);
}
const usageOf = (usage: Usage) => ({ report: reportOf({ usage }) });

describe('runMetricsOf', () => {
  it('counts turns, messages and tool calls', () => {
    const script = eventScript({ agents: ['a', 'b'] });
    const first = script.turn('a', {
      answer: answerOf('Look.', 'x', 'y'),
      outcomes: [outcomeOf(1), outcomeOf(2, 'timed_out')],
    });
    script.say(first, ['b', 'a'], 'debate');
    script.say(first, ['b'], 'error');
    script.turn('b');
    expect(metrics(script)).toMatchObject({
      turns: 2,
      messages: 1,
      density: { value: 0.5 },
      toolCalls: 2,
      failedToolCalls: 1,
    });
  });

  it('counts failed attempts apart from turns, and all that was used', () => {
    const script = eventScript({ agents: ['a'] });
    const turnId = script.turn('a');
    script.fail(script.request('a'), reportOf({ cost: 5 }));
    script.fail(script.request('a'));
    script.add('TurnDiscarded', { turnId, attempt: 2, reason: 'attempt_closed', report: reportOf({ cost: 7 }) });
    expect(metrics(script)).toMatchObject({
      turns: 1,
      failedAttempts: 2,
      lostAttempts: 1,
      inputTokens: { value: 300 },
      outputTokens: { value: 30 },
      tokens: { value: 330 },
      microDollars: { value: 37 },
    });
  });

  it('does not take the spend of an attempt for nothing that was open when its run ended', () => {
    const script = eventScript({ agents: ['a'] });
    const turnId = script.request('a');
    script.add('RunCancelled', {});
    const unknown = { reason: 'no attempt has told what it used, of 1' };
    expect(metrics(script)).toMatchObject({ lostAttempts: 1, tokens: unknown, microDollars: unknown });
    script.add('TurnDiscarded', { turnId, attempt: 1, reason: 'run_ended', report: reportOf({ cost: 7 }) });
    expect(metrics(script)).toMatchObject({ lostAttempts: 0, tokens: { value: 110 }, microDollars: { value: 7 } });
  });

  it('leaves out what it does not know, and says why', () => {
    const script = eventScript({ agents: ['a'] });
    expect(metrics(script)).toMatchObject({
      density: { reason: 'the run took no turns' },
      wallMs: { reason: 'the run has not ended' },
      tokens: { value: 0 },
    });
    script.turn('a', usageOf({ input: 10, source: 'reported' }));
    script.turn('a', { report: reportOf({ cost: 'unknown' }) });
    expect(metrics(script)).toMatchObject({
      inputTokens: { value: 110 },
      outputTokens: { reason: 'the output tokens of 1 of 2 model calls is not known' },
      tokens: { reason: 'the output tokens of 1 of 2 model calls is not known' },
      microDollars: { reason: 'the cost of 1 of 2 model calls is not known' },
    });
  });

  it('tells estimates from reports', () => {
    const script = eventScript({ agents: ['a'] });
    script.turn('a', usageOf({ input: 10, output: 1, source: 'estimated' }));
    expect(metrics(script)).toMatchObject({ estimatedCalls: 1, tokens: { value: 11 } });
  });

  it('measures the time from start to end', () => {
    const script = eventScript({ agents: ['a'] });
    script.complete(script.turn('a'));
    expect(metrics(script).wallMs).toEqual({ value: 3 * TICK_MS });
  });

  it('adds up over any run: density is never negative, and tokens are those of the calls', () => {
    const call = fc.record({ input: fc.nat(1e6), output: fc.nat(1e6), said: fc.boolean(), failed: fc.boolean() });
    fc.assert(
      fc.property(fc.array(call, { maxLength: 12 }), (calls) => {
        const script = eventScript({ agents: ['a', 'b'] });
        for (const { input, output, said, failed } of calls) {
          const options = usageOf({ input, output, source: 'reported' });
          if (failed) script.fail(script.request('a'), options.report);
          else if (said) script.say(script.turn('a', options), ['b'], 'report');
          else script.turn('a', options);
        }
        const { density, tokens, turns, failedAttempts, messages } = metrics(script);
        expect(density.value ?? 0).toBeGreaterThanOrEqual(0);
        expect(tokens.value).toBe(calls.reduce((sum, { input, output }) => sum + input + output, 0));
        expect(turns + failedAttempts).toBe(calls.length);
        expect(messages).toBeLessThanOrEqual(turns);
      }),
    );
  });
});

describe('the outcome of a run', () => {
  const answered = (graded = true): EventScript => {
    const script = eventScript({ graded });
    script.complete(script.turn('solo'));
    return script;
  };

  it('is that of the last grading', () => {
    const script = answered();
    expect(metrics(script).outcome).toBe('ungraded');
    script.grade(true);
    expect(metrics(script).outcome).toBe('passed');
    script.grade(false);
    expect(metrics(script).outcome).toBe('failed');
  });

  it('is a failure without an answer, where answers can be graded', () => {
    const failing = (graded: boolean) => {
      const script = eventScript({ graded });
      script.add('RunFailed', { code: 'no_answer', message: 'nobody answered' });
      return metrics(script).outcome;
    };
    expect([failing(true), failing(false)]).toEqual(['failed', 'ungraded']);
  });

  it('is open while the run is, and for good when it was cancelled', () => {
    const script = eventScript();
    expect(metrics(script).outcome).toBe('open');
    script.add('RunCancelled', {});
    expect(metrics(script).outcome).toBe('open');
  });
});
