import { describe, expect, it } from '@jest/globals';
import { comparedToBaseline } from './baseline.js';
import { known } from './measure.js';
import type { Outcome } from './outcome.js';
import { pairedComparison } from './pairing.js';
import type { RunMetrics } from './run-metrics.js';
import { setMetricsOf } from './set-metrics.js';

const run = (task: number, outcome: Outcome, turns = 4): RunMetrics => ({
  runId: `run-${task}`,
  taskHash: `task-${task}`,
  outcome,
  turns,
  messages: 2,
  density: known(2 / turns),
  toolCalls: 0,
  failedToolCalls: 0,
  failedAttempts: 0,
  wallMs: known(10),
  inputTokens: known(90),
  outputTokens: known(10),
  tokens: known(100),
  microDollars: known(30),
  estimatedCalls: 0,
  lostAttempts: 0,
});

describe('setMetricsOf', () => {
  it('takes finished runs together', () => {
    const runs = [run(1, 'passed', 2), run(2, 'failed', 4), run(3, 'passed', 6), run(4, 'open', 50)];
    expect(setMetricsOf(runs)).toMatchObject({
      runs: 4,
      finished: 3,
      success: { value: 2 / 3, successes: 2, of: 3 },
      turns: { value: 4 },
      turnsDeviation: { value: 2 },
      density: { value: 0.5 },
      tokensPerRun: { value: 100 },
      microDollarsPerRun: { value: 30 },
      tokensPerSuccess: { value: 150 },
      microDollarsPerSuccess: { value: 45 },
    });
  });

  it('has no success rate for a set that is not graded whole', () => {
    const reason = '1 of 2 finished runs are not graded';
    expect(setMetricsOf([run(1, 'failed'), run(2, 'ungraded')])).toMatchObject({
      success: { reason },
      tokensPerSuccess: { reason },
      turns: { value: 4 },
    });
  });

  it('gives a reason for everything that an empty set lacks', () => {
    const { runs, finished, ...measures } = setMetricsOf([run(1, 'open')]);
    expect([runs, finished]).toEqual([1, 0]);
    for (const measure of Object.values(measures)) expect(measure).toEqual({ reason: expect.any(String) });
  });

  it('gives reasons for what one run or no success cannot tell', () => {
    expect(setMetricsOf([run(1, 'failed', 0)])).toMatchObject({
      turnsDeviation: { reason: 'fewer than two finished runs' },
      density: { reason: 'the runs took no turns' },
      tokensPerSuccess: { reason: 'no run succeeded' },
    });
  });

  it('does not add up tokens that are partly unknown', () => {
    const unknown = { ...run(2, 'passed'), tokens: { reason: 'not reported' } };
    expect(setMetricsOf([run(1, 'passed'), unknown])).toMatchObject({
      tokensPerRun: { reason: 'not reported' },
      tokensPerSuccess: { reason: 'not reported' },
      microDollarsPerRun: { value: 30 },
    });
  });
});

describe('comparedToBaseline', () => {
  const baseline = [run(1, 'passed', 4), run(2, 'failed', 6)];

  it('computes O, Ec, A and the regime', () => {
    const result = comparedToBaseline([run(2, 'failed', 20), run(1, 'failed', 16)], baseline);
    expect(result.overheadPercent.value).toBeCloseTo(260, 10);
    expect(result).toMatchObject({ sameTasks: true, regime: 'optimal', efficiency: { value: 0 } });
    expect(result.errorAmplification).toEqual({ value: 2 });
    expect(result.paired).toMatchObject({ pairs: 2, onlyFirst: 0, onlySecond: 1, neitherPassed: 1 });
  });

  it.each([
    [9, 'under'],
    [10, 'between'],
    [15, 'between'],
    [16, 'optimal'],
    [20, 'between'],
    [25, 'between'],
    [26, 'over'],
  ])('puts %d turns against 5 into the regime %s', (turns, regime) => {
    expect(comparedToBaseline([run(1, 'passed', turns)], baseline).regime).toBe(regime);
  });

  it('is the identity against itself', () => {
    expect(comparedToBaseline(baseline, baseline)).toMatchObject({
      sameTasks: true,
      overheadPercent: { value: 0 },
      efficiency: { value: 0.5 },
      errorAmplification: { value: 1 },
      paired: { pValue: { value: 1 } },
    });
  });

  it('has no amplification where the baseline never fails', () => {
    const result = comparedToBaseline([run(1, 'failed')], [run(1, 'passed')]);
    expect(result.errorAmplification).toEqual({ reason: 'the baseline never fails' });
  });

  it('invents no baseline', () => {
    expect(comparedToBaseline(baseline, [])).toEqual({
      sameTasks: false,
      overheadPercent: { reason: 'no finished run' },
      efficiency: { reason: 'no finished run' },
      errorAmplification: { reason: 'no finished run' },
      paired: expect.objectContaining({ pairs: 0, unpaired: 2 }),
    });
    const idle = comparedToBaseline(baseline, [run(1, 'passed', 0)]);
    expect(idle.overheadPercent).toEqual({ reason: 'the baseline took no turns' });
  });

  it('says when the tasks are not the same, or not known', () => {
    const { taskHash: _, ...unknown } = run(1, 'passed');
    expect(comparedToBaseline([run(1, 'passed')], baseline).sameTasks).toBe(false);
    expect(comparedToBaseline([unknown], [unknown]).sameTasks).toBe(false);
  });
});

describe('pairedComparison', () => {
  it('pairs runs of a task in their order, and leaves the rest out', () => {
    const first = [run(1, 'passed'), run(1, 'failed'), run(2, 'passed'), run(3, 'ungraded'), run(4, 'passed')];
    const second = [run(1, 'failed'), run(2, 'passed'), run(3, 'passed'), run(4, 'open')];
    expect(pairedComparison(first, second)).toEqual({
      pairs: 2,
      unpaired: 3,
      bothPassed: 1,
      onlyFirst: 1,
      onlySecond: 0,
      neitherPassed: 0,
      pValue: { value: 1 },
    });
  });

  it('mirrors when the sets change places', () => {
    const first = [1, 2, 3, 4, 5, 6].map((task) => run(task, 'passed'));
    const second = [1, 2, 3, 4, 5, 6].map((task) => run(task, task === 1 ? 'passed' : 'failed'));
    expect(pairedComparison(first, second)).toMatchObject({ onlyFirst: 5, onlySecond: 0, pValue: { value: 0.0625 } });
    expect(pairedComparison(second, first)).toMatchObject({ onlyFirst: 0, onlySecond: 5, pValue: { value: 0.0625 } });
  });

  it('has no p-value without a pair', () => {
    expect(pairedComparison([run(1, 'passed')], [run(2, 'passed')]).pValue).toEqual({
      reason: 'no task that both sets have graded runs of',
    });
  });
});
