import { describe, expect, it } from '@jest/globals';
import { holm } from '#metrics';
import { EXPERIMENT, RUNS, runsOf } from '../testing/sample-comparison.js';
import type { Experiment } from './experiment.js';
import { experimentReport } from './report.js';

describe('experimentReport', () => {
  it('measures every system, and the others against the baseline', () => {
    const report = experimentReport(EXPERIMENT, { runs: RUNS });
    expect(report).toMatchObject({ experiment: 'mine', rehearsed: true, baseline: 'single', runsPlanned: 4, tests: 1 });
    expect(report.groups).toMatchObject([
      {
        name: 'filings',
        tokensMatched: false,
        systems: [
          { system: 'single', success: { value: 0.5 }, turns: { value: 1 }, tokensPerRun: { value: 120 } },
          {
            system: 'decentralized',
            success: { value: 1 },
            density: { value: 0.5 },
            versusBaseline: {
              overheadPercent: { value: 100 },
              regime: 'between',
              efficiency: { value: 0.5 },
              tokenRatio: { value: 2 },
              paired: { firstBetter: 1, secondBetter: 0, pValue: { value: 1 } },
            },
            pHolm: 1,
          },
        ],
      },
    ]);
    expect(report.groups[0]?.systems[0]).not.toHaveProperty('pHolm');
    expect(report.runs.map(({ outcome }) => outcome)).toEqual(['failed', 'passed', 'passed', 'passed']);
    expect(report.runs[0]).toMatchObject({ system: 'single', family: 'filings', seed: 7, index: 0, repetition: 0 });
  });

  it('groups by family and level beside all tasks, seeds together, and corrects over all tests', () => {
    const experiment: Experiment = {
      ...EXPERIMENT,
      tasks: [
        { family: 'filings', level: 1, seed: 1, count: 5 },
        { family: 'filings', level: 1, seed: 2, count: 5 },
        { family: 'research', seed: 1, count: 10 },
      ],
    };
    const runs = runsOf(experiment, ({ system, tasks }) => system.name !== 'single' || tasks.family === 'research');
    const { groups, tests } = experimentReport(experiment, { runs });
    expect(groups.map(({ name, family, level }) => [name, family, level])).toEqual([
      ['all tasks', undefined, undefined],
      ['filings level 1', 'filings', 1],
      ['research', 'research', undefined],
    ]);
    const teams = groups.map(({ systems }) => systems[1]!);
    expect(teams.map(({ tasks }) => tasks)).toEqual([20, 10, 10]);
    const raw = teams.map(({ versusBaseline }) => versusBaseline!.paired.pValue.value!);
    expect(raw[1]).toBe(2 / 1024);
    expect(tests).toBe(3);
    expect(teams.map(({ pHolm }) => pHolm)).toEqual(holm(raw));
  });

  it('takes a task that was run several times as one', () => {
    const experiment = { ...EXPERIMENT, repetitions: 4 };
    const runs = runsOf(experiment, ({ repetition }) => repetition === 0);
    expect(experimentReport(experiment, { runs }).groups[0]?.systems[1]).toMatchObject({
      runs: 8,
      tasks: 2,
      success: { value: 0.25, passed: 2, graded: 8 },
      versusBaseline: { paired: { tasks: 2, equal: 2 } },
    });
  });

  it('calls tokens matched only within the tolerance', () => {
    const { groups } = experimentReport({ ...EXPERIMENT, tokenTolerance: 1 }, { runs: RUNS });
    expect(groups[0]?.tokensMatched).toBe(true);
  });

  it('compares nothing without a baseline', () => {
    const { baseline: _, ...experiment } = EXPERIMENT;
    const [group] = experimentReport(experiment, { runs: RUNS }).groups;
    expect(group).not.toHaveProperty('tokensMatched');
    expect(group?.systems[1]).not.toHaveProperty('versusBaseline');
  });

  it('says when figures of a real model are set beside rehearsed ones', () => {
    const mixed = RUNS.map((run) => ({ ...run, rehearsed: run.cell.system.name === 'single' }));
    const report = experimentReport(EXPERIMENT, { runs: mixed });
    expect(report.groups[0]?.systems.map(({ rehearsed }) => rehearsed)).toEqual([true, true]);
  });
});
