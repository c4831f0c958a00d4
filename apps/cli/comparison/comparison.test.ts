import { describe, expect, it } from '@jest/globals';
import { trajectoryOf } from '#trajectory';
import { comparisonText } from '../rendering/comparison-text.js';
import { paperText } from '../rendering/paper-text.js';
import { plain } from '../terminal.js';
import {
  completed,
  debated,
  graded,
  requested,
  RUN_ID,
  runOf,
  started,
  submitted,
  type Step,
} from '../testing/sample-run.js';
import { comparisonPlan } from './options.js';
import { cellsOf, idempotencyKeyOf, requestOf, type Cell, type ComparisonPlan } from './plan.js';
import { comparisonReport } from './report.js';
import type { CellRun } from './run-cells.js';

const OPTIONS = { family: 'filings', seed: 7, tasks: 2, architectures: ['single', 'decentralized'], concurrency: 1 };
const PLAN: ComparisonPlan = comparisonPlan({ ...OPTIONS, comparison: 'mine' }, { turns: 9 });

describe('comparisonPlan', () => {
  it('puts the baseline first when all architectures are compared', () => {
    const { architectures } = comparisonPlan({ family: 'filings', seed: 1, tasks: 1, concurrency: 1 }, undefined);
    expect(architectures[0]).toBe('single');
    expect(architectures).toEqual(expect.arrayContaining(['independent', 'centralized', 'decentralized']));
  });

  it.each([
    [{ family: 'letters' }, /--family: .*filings/],
    [{ level: 9 }, /--level: .*1, 2, 3/],
    [{ tasks: 1_000_000 }, /--tasks: one seed of filings has \d+/],
    [{ architectures: ['ring'] }, /--architectures: ring is not known: use single/],
  ])('refuses %j', (wrong, message) => {
    expect(() => comparisonPlan({ ...OPTIONS, ...wrong }, undefined)).toThrow(message);
  });
});

describe('cells', () => {
  it('go task by task, with keys that a second start finds again', () => {
    expect(cellsOf(PLAN).map((cell) => idempotencyKeyOf(PLAN, cell))).toEqual([
      'mine/single/0',
      'mine/decentralized/0',
      'mine/single/1',
      'mine/decentralized/1',
    ]);
  });

  it('of one task have one seed on every architecture', () => {
    const seeds = cellsOf(PLAN).map((cell) => requestOf(PLAN, cell).seed);
    expect(seeds).toEqual([7, 7, 8, 8]);
    expect(requestOf(PLAN, { architecture: 'single', index: 1 })).toEqual({
      taskRef: { family: 'filings', seed: 7, index: 1 },
      system: { architecture: 'single' },
      budget: { turns: 9 },
      seed: 8,
      comparisonId: 'mine',
    });
  });
});

const single = (passed: boolean): readonly Step[] => [
  requested('peer-1', 1),
  submitted('peer-1', 1, '42'),
  completed('peer-1', 1),
  graded(passed),
];
const debate = (passed: boolean): readonly Step[] => [
  requested('peer-1', 1),
  submitted('peer-1', 1, '42'),
  debated('peer-1', 'peer-2', 1),
  requested('peer-2', 1, 2),
  submitted('peer-2', 1, '42'),
  completed('peer-1', 1),
  graded(passed),
];

function cellRun(cell: Cell, steps: readonly Step[]): CellRun {
  const taskHash = String(cell.index).repeat(64);
  const events = runOf(started({ taskHash }), ...steps);
  return { cell, runId: RUN_ID, events, trajectory: trajectoryOf(events)! };
}

const RUNS: readonly CellRun[] = [
  cellRun({ architecture: 'single', index: 0 }, single(false)),
  cellRun({ architecture: 'decentralized', index: 0 }, debate(true)),
  cellRun({ architecture: 'single', index: 1 }, single(true)),
  cellRun({ architecture: 'decentralized', index: 1 }, debate(true)),
];

describe('comparisonReport', () => {
  it('measures every system, and the others against the baseline', () => {
    const { rehearsed, systems, runs } = comparisonReport(PLAN, RUNS);
    expect(rehearsed).toBe(true);
    expect(systems).toMatchObject([
      { architecture: 'single', success: { value: 0.5 }, turns: { value: 1 }, tokensPerRun: { value: 120 } },
      {
        architecture: 'decentralized',
        success: { value: 1 },
        turns: { value: 2 },
        density: { value: 0.5 },
        versusBaseline: {
          overheadPercent: { value: 100 },
          efficiency: { value: 0.5 },
          paired: { onlyFirst: 1, onlySecond: 0, pValue: { value: 1 } },
        },
      },
    ]);
    expect(runs.map(({ outcome }) => outcome)).toEqual(['failed', 'passed', 'passed', 'passed']);
  });

  it('has no baseline figures where the baseline was not run', () => {
    const plan = { ...PLAN, architectures: ['decentralized'] };
    const [system] = comparisonReport(plan, RUNS).systems;
    expect(system).not.toHaveProperty('versusBaseline');
  });
});

describe('comparisonText', () => {
  const report = comparisonReport(PLAN, RUNS);

  it('says rehearsed beside every figure, unmatched budgets, and what is not known', () => {
    const text = comparisonText(report, { paint: plain });
    expect(text).toMatch(/\nsingle \(rehearsed\) +1\/2 = 50% \[9, 91\] +- +- +0\.500\n/);
    expect(text).toMatch(/\ndecentralized \(rehearsed\) +2\/2 = 100% \[34, 100\] +1 \/ 0 +1\.000 +0\.500\n/);
    expect(text).toMatch(/\ndecentralized \(rehearsed\) +2\.0 +100 +0\.50 +240 +240 +unknown +0\n/);
    expect(text).toContain('Budgets are not matched');
    expect(text).toMatch(/No cost\/run of single, decentralized: the cost .* not known/);
  });

  it('does not say rehearsed of real models', () => {
    const text = comparisonText({ ...report, rehearsed: false }, { paint: plain });
    expect(text).not.toContain('rehearsed');
  });

  it('names the missing baseline instead of showing figures', () => {
    const text = comparisonText(comparisonReport({ ...PLAN, architectures: ['decentralized'] }, RUNS), {
      paint: plain,
    });
    expect(text).toContain('No O% and Ec of decentralized: single is not compared.');
  });
});

describe('paperText', () => {
  it('sets figures beside Table 5 and says what does not follow', () => {
    const report = comparisonReport(PLAN, RUNS);
    const text = paperText(report, 100);
    expect(text).toMatch(
      /\ndecentralized \(rehearsed\) +1\.000 +0\.477 +2\.0 +26\.1 +100 +263 +0\.50 +0\.41 +0\.500 +0\.132\n/,
    );
    expect(text).toMatch(/\nhybrid +- +0\.452/);
    expect(text.replace(/\s+/g, ' ')).toContain('What may not: anything about real models');
    expect(paperText({ ...report, rehearsed: false }, 100)).not.toContain('rehearsed');
  });
});
