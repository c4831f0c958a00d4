import { describe, expect, it } from '@jest/globals';
import { failureReport, type EarlierReport, type ReportedRun } from '#reports';
import { drift, SAMPLE_RUNS as runs, sampleRun } from '#reports/testing';
import { pageMarkdown } from '../rendering/comparison-markdown.js';
import { reportCsv } from './report-csv.js';
import { reportHtml } from './report-html.js';
import { reportPage } from './report-page.js';

const reportOf = (runs: readonly ReportedRun[], earlier?: EarlierReport) =>
  failureReport({}, { runs, isCut: false }, earlier);
const team = { architecture: 'centralized' };

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

  it('says why a success is missing', () => {
    const [passed, other] = [sampleRun({ run: 1, task: 1 }), sampleRun({ run: 2, task: 2 })];
    const ungraded = { ...other, metrics: { ...other.metrics, outcome: 'ungraded' as const } };
    const { sections, notes } = reportPage(reportOf([passed, ungraded]));
    expect(sections[1]!.rows[0]?.[1]).toBe('-');
    expect(notes.join('\n')).toContain('single (1 of 2 finished runs are not graded)');
    expect(reportPage(report).notes.join('\n')).not.toContain('are not graded');
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
      sampleRun({ run: index + 1, task: 1, ...all(architecture) }),
    );
    const names = [...reportHtml(reportOf(teams), { server: 'http://x' }).matchAll(/class="name [^>]* y="([-\d.]+)"/g)];
    expect(names.length).toBeGreaterThan(1);
    for (const [, y] of names) expect(Number(y)).toBeGreaterThan(15);
  });

  it('lets tables that are too wide be moved also by who has no mouse', () => {
    expect(reportHtml(report, { server: 'http://x' })).toContain('<div class="wide" tabindex="0" role="region"');
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

  it('says where a team has no baseline, and shows no figure that needs one', () => {
    const { sections, notes } = reportPage(reportOf(runs.slice(2)));
    const row = sections[1]!.rows.find(([name]) => name?.startsWith('centralized'));
    expect(row!.slice(3, 7)).toEqual(['-', 'no baseline', '-', '-']);
    expect(notes).toContainEqual(expect.stringContaining('none for centralized'));
  });

  it('has success, turns and tokens of the tasks that O%, Ec and A are of', () => {
    const alone = [5, 6].map((run) => sampleRun({ run, task: run, turns: 400, passed: false, ...team }));
    const { sections, notes } = reportPage(reportOf([...runs, ...alone]));
    const shown = reportPage(report).sections[1]!.rows;
    expect(sections[1]!.rows).toEqual(shown);
    const [, success = '', turns, overhead = '', , efficiency] = shown[1]!;
    expect([turns, parseInt(success) / 100 / (1 + parseInt(overhead) / 100)]).toEqual(['12.0', 0.5 / 3]);
    expect(efficiency).toBe('0.167');
    expect(notes.join('\n')).toContain('beside them are of these alone: 2 of 4 tasks of centralized');
    const heights = (of: readonly ReportedRun[]) =>
      [...reportHtml(reportOf(of), { server: 'http://x' }).matchAll(/<circle[^>]*>/g)].map(([circle]) => circle);
    expect(heights([...runs, ...alone])).toEqual(heights(runs));
  });

  it('has then and now, with a mark where more than chance differs', () => {
    const many = (faulty: boolean) =>
      Array.from({ length: 40 }, (_, run) =>
        sampleRun({ run, task: run, ...team, ...(faulty && { passed: false, verdict: drift('worker-1') }) }),
      );
    const earlier = JSON.parse(JSON.stringify(reportOf(many(false)))) as EarlierReport;
    const text = pageMarkdown(reportPage(reportOf(many(true), earlier)));
    expect(text).toMatch(/0 → 100 .?\*/);
    expect(text).toContain('Then and now');
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
