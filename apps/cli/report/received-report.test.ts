import { describe, expect, it } from '@jest/globals';
import { pageMarkdown } from '../rendering/comparison-markdown.js';
import { driftElsewhere, sampleReceived, traceNumber } from '../testing/sample-received.js';
import { sampleReported } from '../testing/sample-diagnosis.js';
import type { EarlierReport } from './earlier-report.js';
import { failureReport } from './failure-report.js';
import { reportedReceived } from './received-runs.js';
import { reportCsv } from './report-csv.js';
import { reportHtml } from './report-html.js';
import { reportPage } from './report-page.js';

type Sample = Parameters<typeof sampleReceived>[0];

const error = { ending: { status: 'error' as const, message: 'out of quota' } };
const team = { architecture: 'centralized' };
const unknown = { ending: { status: 'unknown' as const }, hasContent: false };
/** Two services; one team of the first goes wrong by evidence, one in an error that nothing explains. */
const SAMPLES: readonly Sample[] = [
  { run: 1 },
  { run: 2, profile: { ...team, ...error }, verdict: driftElsewhere },
  { run: 3, profile: { ...team, ...error } },
  { run: 4, profile: { ...team }, verdict: driftElsewhere },
  { run: 5, profile: { service: 'help', ...unknown } },
];
const TRACES = { traces: 9, collecting: 2, withoutRun: 1, gone: 1 };

function reportOf(samples: readonly Sample[], earlier?: EarlierReport) {
  const runs = samples.map((sample) => reportedReceived(sampleReceived(sample)));
  return failureReport({ received: true }, { runs, isCut: false, traces: TRACES }, earlier);
}

describe('a report of runs of others', () => {
  const report = reportOf(SAMPLES);

  it('groups them by service and by architecture, and takes their own word for how they ended', () => {
    expect(report).toMatchObject({
      runs: 5,
      failedRuns: 2,
      abstained: 1,
      faultsInPassed: 1,
      received: { ...TRACES, services: 2, withoutContent: 1, endUnknown: 1 },
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

  it('has the rates of the paper once for each architecture, below all services', () => {
    expect(reportPage(report).sections[0]?.rows.map((row) => row.slice(0, 3))).toEqual([
      ['help', 'single', '1'],
      ['shop', 'single', '1'],
      ['shop', 'centralized', '3'],
      ["  the paper's single", '', ''],
      ["  the paper's centralized", '', ''],
    ]);
  });

  it('has neither success nor anything that needs a baseline, also beside single agents of the same service', () => {
    for (const { metrics, ...group } of report.groups) {
      expect(metrics.success).not.toHaveProperty('value');
      expect(group).not.toHaveProperty('versusBaseline');
    }
    const [, cost] = reportPage(report).sections;
    expect(cost?.rows.map((row) => row.slice(0, 8))).toEqual([
      ['help', 'single', '-', '4.0', '-', 'no baseline', '-', '-'],
      ['shop', 'single', '0% [0,79]', '4.0', '-', 'no baseline', '-', '-'],
      ['shop', 'centralized', '67% [21,94]', '4.0', '-', 'no baseline', '-', '-'],
    ]);
    expect(reportHtml(report, { server: 'http://x' })).not.toContain('<svg');
  });

  it('also where all of them ended in an error', () => {
    const { metrics, received } = reportOf([
      { run: 1, profile: error },
      { run: 2, profile: error },
    ]).groups[0]!;
    expect(metrics.success).not.toHaveProperty('value');
    expect(received?.errors).toMatchObject({ value: 1, of: 2 });
  });

  it('says what they are, and how much of what came is in it', () => {
    const notes = reportPage(report).notes.join('\n');
    expect(notes).toContain(
      'runs of others, which nobody has graded: whether one succeeded is known by its own status only. 2 ended in an error',
    );
    expect(notes).toContain('How 1 ended is not known');
    expect(notes).toContain('Traces: 9 in scope; 2 of them wait for more spans and are left out; in 1 no agent');
    expect(notes).toContain('1 of 5 runs have no content');
    expect(notes).toContain('Baseline: none.');
    expect(notes).not.toContain('All runs are real');
  });

  it('leads to the trace: in Jaeger to the span, in whichever trace it is, or else to the server', () => {
    const [server, jaeger] = ['http://127.0.0.1:7420', 'http://127.0.0.1:16686'];
    const own = reportHtml(report, { server });
    expect(own).toContain(`<a href="${server}/v1/traces/${traceNumber(2)}">`);
    expect(own).not.toContain('uiFind');
    const seen = reportHtml(report, { server, jaeger });
    expect(seen).toContain(`<a href="${jaeger}/trace/${traceNumber(2)}">`);
    expect(seen).toContain(`<a href="${jaeger}/trace/${'e'.repeat(32)}?uiFind=${'b'.repeat(16)}">span</a></footer>`);
    expect(seen).toContain('shop, centralized, ended in an error</p>');
    expect(seen).toContain('I note &lt;b&gt;8&lt;/b&gt;.');
  });

  it('is CSV with a row for each service and architecture, and Markdown', () => {
    const [head, ...rows] = reportCsv(report).trim().split('\r\n');
    expect(head).toMatch(/^service,architecture,.*coverage_high,errors,errors_low,errors_high,content/);
    expect(rows.map((row) => row.split(',').length)).toEqual(rows.map(() => head!.split(',').length));
    expect(pageMarkdown(reportPage(report))).toContain('| shop | centralized | 3 |');
  });

  it('holds each group against the same service of an earlier report, and never against runs of Parley', () => {
    const earlier = (made: unknown) => JSON.parse(JSON.stringify(made)) as EarlierReport;
    const { changes } = reportOf(SAMPLES, earlier(reportOf(SAMPLES.slice(0, 2))));
    expect(changes?.groups).toMatchObject([
      { received: { service: 'shop' }, architecture: 'single', runs: { before: 1, after: 1 } },
      { received: { service: 'shop' }, architecture: 'centralized', runs: { before: 1, after: 3 } },
    ]);
    const ofParley = failureReport({}, { runs: [sampleReported({ rehearsed: false })], isCut: false });
    expect(reportOf([{ run: 1 }], earlier(ofParley)).changes?.groups).toEqual([]);
  });
});
