import { describe, expect, it } from '@jest/globals';
import { comparedToBaseline } from './baseline.js';
import { known } from './measure.js';
import { pairedDifference } from './newcombe.js';
import type { Outcome } from './outcome.js';
import { pairedComparison } from './pairing.js';
import type { RunMetrics } from './run-metrics.js';
import { setMetricsOf } from './set-metrics.js';
import { wilson } from './wilson.js';

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
      tasks: 3,
      success: { value: 2 / 3, passed: 2, graded: 3 },
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
    const { runs, finished, tasks, ...measures } = setMetricsOf([run(1, 'open')]);
    expect([runs, finished, tasks]).toEqual([1, 0, 0]);
    for (const measure of Object.values(measures)) expect(measure).toEqual({ reason: expect.any(String) });
  });

  it('gives reasons for what one run or no success cannot tell', () => {
    expect(setMetricsOf([run(1, 'failed', 0)])).toMatchObject({
      turnsDeviation: { reason: 'fewer than two finished runs' },
      density: { reason: 'the runs took no turns' },
      tokensPerSuccess: { reason: 'no run passed' },
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
    expect(result.errorAmplification).toMatchObject({
      value: 2,
      interval: { reason: 'all runs of a set passed, or none did' },
    });
    expect(result.paired).toMatchObject({ tasks: 2, firstBetter: 0, secondBetter: 1, equal: 1 });
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
      tokenRatio: { reason: 'no finished run' },
      efficiency: { reason: 'no finished run' },
      errorAmplification: { reason: 'no finished run' },
      paired: expect.objectContaining({ tasks: 0, unpaired: 2 }),
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

describe('repetitions', () => {
  it('are averaged by task before anything else', () => {
    const often = [1, 2, 3, 4].map((nth) => ({ ...run(1, nth === 1 ? 'passed' : 'failed', 8), runId: `often-${nth}` }));
    const metrics = setMetricsOf([...often, run(2, 'passed', 4)]);
    expect(metrics).toMatchObject({ tasks: 2, success: { value: 0.625, passed: 2, graded: 5 }, turns: { value: 6 } });
  });

  it('do not narrow an interval as further tasks would', () => {
    const once = [run(1, 'passed'), run(2, 'failed')];
    expect(setMetricsOf([...once, ...once]).success).toMatchObject({ interval: wilson(0.5, 2) });
    expect(comparedToBaseline([...once, ...once], once)).toMatchObject({ paired: { tasks: 2, equal: 2 } });
  });
});

describe('pairedComparison', () => {
  it('compares by task the share that passed, and leaves tasks of one set out', () => {
    const first = [run(1, 'passed'), run(1, 'failed'), run(2, 'passed'), run(3, 'ungraded'), run(4, 'passed')];
    const second = [run(1, 'failed'), run(2, 'passed'), run(3, 'passed'), run(4, 'open')];
    expect(pairedComparison(first, second)).toEqual({
      tasks: 2,
      unpaired: 2,
      firstBetter: 1,
      secondBetter: 0,
      equal: 1,
      difference: pairedDifference([
        [0.5, 0],
        [1, 1],
      ]),
      pValue: { value: 1 },
    });
  });

  it('mirrors when the sets change places', () => {
    const first = [1, 2, 3, 4, 5, 6].map((task) => run(task, 'passed'));
    const second = [1, 2, 3, 4, 5, 6].map((task) => run(task, task === 1 ? 'passed' : 'failed'));
    expect(pairedComparison(first, second)).toMatchObject({
      firstBetter: 5,
      secondBetter: 0,
      pValue: { value: 0.0625 },
    });
    expect(pairedComparison(second, first)).toMatchObject({
      firstBetter: 0,
      secondBetter: 5,
      pValue: { value: 0.0625 },
    });
  });

  it('has no p-value and no difference without a task of both', () => {
    const none = { reason: 'no task that both sets have graded runs of' };
    expect(pairedComparison([run(1, 'passed')], [run(2, 'passed')])).toMatchObject({ pValue: none, difference: none });
    const { taskHash: _, ...unknown } = run(1, 'passed');
    expect(pairedComparison([unknown], [unknown]).tasks).toBe(0);
  });
});
