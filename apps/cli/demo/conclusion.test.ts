import { describe, expect, it } from '@jest/globals';
import type { Experiment } from '../comparison/experiment.js';
import { experimentReport } from '../comparison/report.js';
import { EXPERIMENT, RUNS, runsOf } from '../testing/sample-comparison.js';
import { conclusion } from './conclusion.js';

const MANY: Experiment = { ...EXPERIMENT, tasks: [{ family: 'filings', seed: 1, count: 12 }] };
const saying = (experiment: Experiment, runs: ReturnType<typeof runsOf>) =>
  conclusion(experimentReport(experiment, { runs }));

describe('conclusion', () => {
  it('says who solved more and at what price', () => {
    expect(
      saying(
        MANY,
        runsOf(MANY, ({ system }) => system.name !== 'single'),
      ),
    ).toBe(
      "Over filings (rehearsed), at 5 percent after Holm's correction: decentralized solved more tasks than single. For that they took 2.0 times the turns and 2.0 times the tokens of single.",
    );
  });

  it('says who solved fewer', () => {
    const text = saying(
      MANY,
      runsOf(MANY, ({ system }) => system.name === 'single'),
    );
    expect(text).toContain('decentralized solved fewer tasks than single.');
  });

  it('claims nothing that two tasks cannot show', () => {
    expect(saying(EXPERIMENT, RUNS)).toContain('decentralized cannot be told from single by success.');
  });

  it('has nothing to say without a comparison', () => {
    const { baseline: _, ...experiment } = EXPERIMENT;
    expect(conclusion(experimentReport(experiment, { runs: RUNS }))).toBe('');
  });
});
