import { describe, expect, it } from '@jest/globals';
import { pageMarkdown } from '../rendering/comparison-markdown.js';
import { drift, sampleReported } from '../testing/sample-diagnosis.js';
import type { EarlierReport } from './earlier-report.js';
import { failureReport } from './failure-report.js';
import { reportCsv } from './report-csv.js';
import type { ReportedRun } from './reported-run.js';
import { reportHtml } from './report-html.js';
import { reportPage } from './report-page.js';

const reportOf = (runs: readonly ReportedRun[]) => failureReport({}, { runs, isCut: false });
const team = { architecture: 'centralized' };

/** Two single agents and two teams on the same tasks; a guess and a finding in failed runs, a finding in a good one. */
const runs = [
  sampleReported({ run: 1, task: 1 }),
  sampleReported({
    run: 2,
    task: 2,
    passed: false,
    verdict: { label: 'other', agent: 'solo', step: 0, abstained: 'nothing found' },
  }),
  sampleReported({ run: 3, task: 1, turns: 12, ...team, passed: false, verdict: drift('worker-1') }),
  sampleReported({ run: 4, task: 2, turns: 12, ...team, verdict: drift('worker-1') }),
];

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
      const one = sampleReported({ run, ...team });
      const facts = { ...one.diagnosis.facts, redundancy: { method, value: 0.5 } };
      return { ...one, diagnosis: { ...one.diagnosis, facts } };
    };
    const redundancyOf = (...methods: readonly string[]) =>
      reportOf(methods.map((method, run) => measured(run, method))).groups[0]?.redundancy;
    expect(redundancyOf('one', 'one')).toEqual({ method: 'one', value: 0.5 });
    expect(redundancyOf('one', 'other')).toMatchObject({ reason: expect.stringMatching(/several methods/) as unknown });
  });

  it('says what has changed since an earlier one, and where by more than chance', () => {
    const many = (faulty: boolean) =>
      Array.from({ length: 40 }, (_, run) =>
        sampleReported({ run, task: run, ...team, ...(faulty && { passed: false, verdict: drift('worker-1') }) }),
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
    const text = pageMarkdown(reportPage(made));
    expect(text).toMatch(/0 → 100 .?\*/);
    expect(text).toContain('Then and now');
  });

  it('takes several runs of a task for one observation', () => {
    const repeated = [1, 2, 3, 4].map((run) => sampleReported({ run, task: 1, verdict: drift('solo') }));
    const apart = [1, 2, 3, 4].map((run) => sampleReported({ run, task: run, verdict: drift('solo') }));
    const low = (of: readonly ReportedRun[]) => reportOf(of).groups[0]!.modes.numerical_drift.low;
    expect(low(repeated)).toBeLessThan(low(apart));
  });

  it('compares with single agents on the tasks that both have run', () => {
    const other = sampleReported({ run: 5, task: 9, turns: 400 });
    expect(reportOf([...runs, other]).groups[1]!.versusBaseline).toMatchObject({
      overheadPercent: { value: 200 },
      regime: 'between',
      sameTasks: true,
    });
  });

  it.each([
    ['there is none', runs.slice(2)],
    ['they were of other tasks', [sampleReported({ run: 1, task: 7 }), ...runs.slice(2)]],
    [
      'they were real and the teams rehearsed',
      [sampleReported({ run: 1, task: 1, rehearsed: false }), ...runs.slice(2)],
    ],
  ])('has no overhead, regime, Ec or A where %s', (_why, some) => {
    const report = reportOf(some);
    const own = report.groups.find(({ architecture }) => architecture === 'centralized');
    expect(own).not.toHaveProperty('versusBaseline');
    const { sections, notes } = reportPage(report);
    const row = sections[1]!.rows.find(([name]) => name?.startsWith('centralized'));
    expect(row!.slice(3, 7)).toEqual(['-', 'no baseline', '-', '-']);
    expect(notes).toContainEqual(expect.stringContaining('none for centralized'));
  });

  it('shows the evidence of failed runs first, with what tools had shown', () => {
    const { cases } = reportOf(runs);
    expect(cases.map(({ outcome }) => outcome)).toEqual(['failed', 'passed']);
    expect(cases[0]?.quotes).toMatchObject([{ isShown: false }, { isShown: true, agent: 'worker-1', sequence: 2 }]);
  });
});

describe('a report that is written', () => {
  const report = reportOf(runs);

  it('has the rates of the paper under those of the same architecture, and says what they are not', () => {
    const { sections, notes } = reportPage(report);
    const names = sections[0]!.rows.map(([name]) => name?.trim());
    expect(names).toEqual([
      'single (rehearsed)',
      "the paper's single",
      'centralized (rehearsed)',
      "the paper's centralized",
    ]);
    expect(sections[0]!.rows[3]).toEqual(["  the paper's centralized", '', '9.1', '18.3', '8.3', '1.8', '-']);
    expect(notes.join('\n')).toMatch(/All runs are rehearsed.*\n.*2 tasks an architecture/);
    expect(notes.join('\n')).toContain('a context, not a yardstick');
  });

  it('is a page that asks nobody for anything, and takes quotes for text', () => {
    const html = reportHtml(report, { server: 'http://127.0.0.1:7420' });
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/<(?:script|link|img|iframe)|src=|url\(|@import/);
    expect(html).toContain('I note &lt;b&gt;8&lt;/b&gt;.');
    expect(html).toContain('shown to worker-1 by a tool, event 2');
    expect(html).toContain(
      `href="http://127.0.0.1:7420/v1/runs/${runs[2]!.diagnosis.runId}/events?from=3&amp;limit=1"`,
    );
    expect(html).toContain('<circle');
    for (const note of reportPage(report).notes) expect(html).toContain(`<li>${note}</li>`);
  });

  it('has every name within its chart', () => {
    const all = (architecture: string) => ({ architecture, passed: true });
    const teams = ['single', 'centralized', 'decentralized'].map((architecture, index) =>
      sampleReported({ run: index + 1, task: 1, ...all(architecture) }),
    );
    const names = [...reportHtml(reportOf(teams), { server: 'http://x' }).matchAll(/class="name [^>]* y="([-\d.]+)"/g)];
    expect(names.length).toBeGreaterThan(1);
    for (const [, y] of names) expect(Number(y)).toBeGreaterThan(15);
  });

  it('leads to spans where a Jaeger is named, for quotes that have one', () => {
    const [server, jaeger] = ['http://127.0.0.1:7420', 'http://127.0.0.1:16686/'];
    const link = `<a href="http://127.0.0.1:16686/trace/${'a'.repeat(32)}?uiFind=${'b'.repeat(16)}">span</a>`;
    const html = reportHtml(report, { server, jaeger });
    // Two runs, each with its place and one of its two quotes.
    expect(html.split(link)).toHaveLength(5);
    expect(html).toContain(`event 3</a>, ${link}</footer>`);
    expect(html).toContain('by a tool, event 2</a></footer>');
    expect(reportHtml(report, { server })).not.toContain('uiFind');
  });

  it('has no chart where nothing has a success and an overhead', () => {
    expect(reportHtml(reportOf(runs.slice(2)), { server: 'http://x' })).not.toContain('<svg');
  });

  it('is CSV with a row for each architecture, and Markdown', () => {
    const [head, ...rows] = reportCsv(report).trim().split('\r\n');
    expect(rows.map((row) => row.split(',').length)).toEqual([head!.split(',').length, head!.split(',').length]);
    expect(head).toContain('numerical_drift,numerical_drift_low,numerical_drift_high');
    expect(pageMarkdown(reportPage(report))).toContain('| centralized (rehearsed) | 2 |');
  });
});
