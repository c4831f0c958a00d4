import { describe, expect, it } from '@jest/globals';
import type { EarlierReport } from './earlier-report.js';
import { failureReport } from './failure-report.js';
import { reportedReceived } from './received-runs.js';
import { SAMPLE_TRACES, sampleReceived, sampleRun, SAMPLES_OF_OTHERS, type SampleReceived } from './testing/index.js';

function reportOf(samples: readonly SampleReceived[], earlier?: EarlierReport) {
  const runs = samples.map((sample) => reportedReceived(sampleReceived(sample)));
  return failureReport({ received: true }, { runs, isCut: false, traces: SAMPLE_TRACES }, earlier);
}

const error = { ending: { status: 'error' as const, message: 'out of quota' } };

describe('a report of runs of others', () => {
  const report = reportOf(SAMPLES_OF_OTHERS);

  it('groups them by service and by architecture, and takes their own word for how they ended', () => {
    expect(report).toMatchObject({
      runs: 5,
      failedRuns: 2,
      abstained: 1,
      faultsInPassed: 1,
      received: { ...SAMPLE_TRACES, services: 2, withoutContent: 1, endUnknown: 1 },
    });
    expect(report.groups).toMatchObject([
      { architecture: 'single', received: { service: 'help', content: { value: 0 } } },
      {
        architecture: 'single',
        received: { service: 'shop', errors: { value: 0 } },
        modes: { numerical_drift: { value: 0 } },
      },
      {
        architecture: 'centralized',
        received: { service: 'shop', errors: { value: 2 / 3, of: 3 }, content: { value: 1 } },
        modes: { numerical_drift: { value: 2 / 3, of: 3 } },
        coverage: { value: 1 / 2 },
      },
    ]);
    expect(report.groups[0]?.received).not.toHaveProperty('errors');
    expect(report.causes).toEqual([
      {
        service: 'shop',
        architecture: 'centralized',
        agent: 'worker',
        mode: 'numerical_drift',
        supported: 2,
        guessed: 0,
      },
    ]);
  });

  it('has neither success nor anything that needs a baseline, also beside single agents of the same service', () => {
    for (const { metrics, ...group } of report.groups) {
      expect(metrics.success).not.toHaveProperty('value');
      expect(group).not.toHaveProperty('versusBaseline');
    }
  });

  it('also where all of them ended in an error', () => {
    const { metrics, received } = reportOf([
      { run: 1, profile: error },
      { run: 2, profile: error },
    ]).groups[0]!;
    expect(metrics.success).not.toHaveProperty('value');
    expect(received?.errors).toMatchObject({ value: 1, of: 2 });
  });

  it('holds each group against the same service of an earlier report, and never against runs of Parley', () => {
    const earlier = (made: unknown) => JSON.parse(JSON.stringify(made)) as EarlierReport;
    const { changes } = reportOf(SAMPLES_OF_OTHERS, earlier(reportOf(SAMPLES_OF_OTHERS.slice(0, 2))));
    expect(changes?.groups).toMatchObject([
      { received: { service: 'shop' }, architecture: 'single', runs: { before: 1, after: 1 } },
      { received: { service: 'shop' }, architecture: 'centralized', runs: { before: 1, after: 3 } },
    ]);
    const ofParley = failureReport({}, { runs: [sampleRun({ rehearsed: false })], isCut: false });
    expect(reportOf([{ run: 1 }], earlier(ofParley)).changes?.groups).toEqual([]);
  });
});
