import { describe, expect, it } from '@jest/globals';
import type { EarlierReport } from './earlier-report.js';
import { failureReport } from './failure-report.js';
import type { ReportedRun } from './reported-run.js';
import type { Scope } from './scope.js';
import { drift, SAMPLE_RUNS as runs, sampleRun } from './testing/index.js';

const reportOf = (runs: readonly ReportedRun[]) => failureReport({}, { runs, isCut: false });
const team = { architecture: 'centralized' };

describe('failureReport', () => {
  it('counts what evidence shows, and guesses apart', () => {
    const { groups, causes, ...counts } = reportOf(runs);
    expect(counts).toMatchObject({ runs: 4, failedRuns: 2, abstained: 1, faultsInPassed: 1, classifier: ['1'] });
    const [single, centralized] = groups;
    expect(single).toMatchObject({
      architecture: 'single',
      modes: { other: { value: 0, of: 2 } },
      coverage: { value: 0 },
    });
    expect(centralized).toMatchObject({
      modes: { numerical_drift: { value: 1, of: 2 } },
      coverage: { value: 1, of: 1 },
    });
    expect(causes).toEqual([
      { architecture: 'centralized', agent: 'worker-1', mode: 'numerical_drift', supported: 2, guessed: 0 },
      { architecture: 'single', agent: 'solo', mode: 'other', supported: 0, guessed: 1 },
    ]);
  });

  it('has no mean of redundancy by several methods', () => {
    const measured = (run: number, method: string) => {
      const one = sampleRun({ run, ...team });
      const facts = { ...one.diagnosis.facts, redundancy: { method, value: 0.5 } };
      return { ...one, diagnosis: { ...one.diagnosis, facts } };
    };
    const redundancyOf = (...methods: readonly string[]) =>
      reportOf(methods.map((method, run) => measured(run, method))).groups[0]?.redundancy;
    expect(redundancyOf('one', 'one')).toEqual({ method: 'one', value: 0.5 });
    expect(redundancyOf('one', 'other')).toMatchObject({ reason: expect.stringMatching(/several methods/) as unknown });
  });

  it('marks nothing against an earlier one of another scope, and tells how the scopes differ', () => {
    const of = (drifts: boolean) =>
      Array.from({ length: 20 }, (_, run) =>
        sampleRun({ run, task: run, ...team, ...(drifts && { verdict: drift('w') }) }),
      );
    const then = failureReport({ family: 'filings', since: 1 }, { runs: of(false), isCut: false });
    const against = (scope: Scope) =>
      failureReport(scope, { runs: of(true), isCut: false }, JSON.parse(JSON.stringify(then)) as EarlierReport).changes;
    expect(against({ family: 'filings' })).toMatchObject({
      scopes: [],
      groups: [{ modes: { numerical_drift: { apart: true } } }],
    });
    expect(against({ architecture: 'centralized' })).toMatchObject({
      scopes: [
        { by: 'family', before: 'filings' },
        { by: 'architecture', after: 'centralized' },
      ],
      groups: [{ modes: { numerical_drift: { before: 0, after: 1, apart: false } } }],
    });
  });

  it('says what has changed since an earlier one, and where by more than chance', () => {
    const many = (faulty: boolean) =>
      Array.from({ length: 40 }, (_, run) =>
        sampleRun({ run, task: run, ...team, ...(faulty && { passed: false, verdict: drift('worker-1') }) }),
      );
    const earlier = JSON.parse(JSON.stringify(reportOf(many(false)))) as EarlierReport;
    const made = failureReport({}, { runs: [...many(true), ...runs.slice(0, 2)], isCut: false }, earlier);
    expect(made.changes?.groups).toMatchObject([
      {
        architecture: 'centralized',
        runs: { before: 40, after: 40 },
        success: { before: 1, after: 0, apart: true },
        modes: { numerical_drift: { before: 0, after: 1, apart: true }, other: { before: 0, after: 0, apart: false } },
      },
    ]);
  });

  it('takes several runs of a task for one observation', () => {
    const repeated = [1, 2, 3, 4].map((run) => sampleRun({ run, task: 1, verdict: drift('solo') }));
    const apart = [1, 2, 3, 4].map((run) => sampleRun({ run, task: run, verdict: drift('solo') }));
    const low = (of: readonly ReportedRun[]) => reportOf(of).groups[0]!.modes.numerical_drift.low;
    expect(low(repeated)).toBeLessThan(low(apart));
  });

  it('has shares of tasks, as success is one, and not of runs', () => {
    const often = [1, 2, 3].map((run) => sampleRun({ run, task: 1, passed: false, verdict: drift('solo') }));
    const [group] = reportOf([...often, sampleRun({ run: 4, task: 2 })]).groups;
    expect([group!.modes.numerical_drift, group!.metrics.success]).toMatchObject([
      { value: 0.5, of: 4 },
      { value: 0.5 },
    ]);
  });

  it('compares with single agents on the tasks that both have run', () => {
    const other = sampleRun({ run: 5, task: 9, turns: 400 });
    expect(reportOf([...runs, other]).groups[1]!.versusBaseline).toMatchObject({
      overheadPercent: { value: 200 },
      regime: 'between',
      sameTasks: true,
    });
  });

  it.each([
    ['there is none', runs.slice(2)],
    ['they were of other tasks', [sampleRun({ run: 1, task: 7 }), ...runs.slice(2)]],
    ['they were real and the teams rehearsed', [sampleRun({ run: 1, task: 1, rehearsed: false }), ...runs.slice(2)]],
  ])('has no overhead, regime, Ec or A where %s', (_why, some) => {
    const own = reportOf(some).groups.find(({ architecture }) => architecture === 'centralized');
    expect(own).toBeDefined();
    expect(own).not.toHaveProperty('versusBaseline');
  });

  it('shows the evidence of failed runs first, with what tools had shown', () => {
    const { cases } = reportOf(runs);
    expect(cases.map(({ outcome }) => outcome)).toEqual(['failed', 'passed']);
    expect(cases[0]?.quotes).toMatchObject([{ isShown: false }, { isShown: true, agent: 'worker-1', sequence: 2 }]);
  });
});
