import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { comparedToBaseline } from './baseline.js';
import { known } from './measure.js';
import type { RunMetrics } from './run-metrics.js';
import { setMetricsOf } from './set-metrics.js';

const runs = fc
  .array(
    fc.record({
      task: fc.nat({ max: 6 }),
      outcome: fc.constantFrom('passed' as const, 'failed' as const, 'open' as const),
      turns: fc.integer({ min: 1, max: 40 }),
      tokens: fc.nat({ max: 100_000 }),
    }),
    { maxLength: 12 },
  )
  .map((all) => all.map(({ task, ...run }, nth) => runOf(`task-${task}`, `run-${nth}`, run)));

const runOf = (
  taskHash: string,
  runId: string,
  { outcome, turns, tokens }: { outcome: RunMetrics['outcome']; turns: number; tokens: number },
): RunMetrics => ({
  runId,
  taskHash,
  outcome,
  turns,
  messages: turns % 3,
  density: known((turns % 3) / turns),
  toolCalls: 0,
  failedToolCalls: 0,
  failedAttempts: 0,
  wallMs: known(1),
  inputTokens: known(tokens),
  outputTokens: known(0),
  tokens: known(tokens),
  microDollars: known(tokens),
  estimatedCalls: 0,
  lostAttempts: 0,
});

/** The same runs in two orders. */
const twoOrders = runs.chain((all) =>
  fc.tuple(fc.constant(all), fc.shuffledSubarray([...all], { minLength: all.length, maxLength: all.length })),
);

describe('the order of runs', () => {
  it('changes no figure of a set', () => {
    fc.assert(
      fc.property(twoOrders, ([one, other]) => {
        expect(setMetricsOf(other)).toEqual(setMetricsOf(one));
      }),
    );
  });

  it('changes no figure and no interval of a comparison', () => {
    fc.assert(
      fc.property(twoOrders, twoOrders, ([one, other], [base, otherBase]) => {
        expect(comparedToBaseline(other, otherBase)).toEqual(comparedToBaseline(one, base));
      }),
      { numRuns: 20 },
    );
  });
});

describe('changing places', () => {
  it('mirrors the paired comparison', () => {
    fc.assert(
      fc.property(runs, runs, (one, other) => {
        const [there, back] = [comparedToBaseline(one, other).paired, comparedToBaseline(other, one).paired];
        expect(back).toMatchObject({
          tasks: there.tasks,
          unpaired: there.unpaired,
          equal: there.equal,
          firstBetter: there.secondBetter,
          secondBetter: there.firstBetter,
          pValue: there.pValue,
        });
      }),
      { numRuns: 20 },
    );
  });
});
