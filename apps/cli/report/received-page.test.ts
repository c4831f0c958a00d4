import { describe, expect, it } from '@jest/globals';
import { distinctRuns, failureReport } from '#reports';
import { SAMPLE_TRACES, sampleReceived, SAMPLES_OF_OTHERS, traceNumber } from '#reports/testing';
import { pageMarkdown } from '../rendering/comparison-markdown.js';
import { reportCsv } from './report-csv.js';
import { reportHtml } from './report-html.js';
import { reportPage } from './report-page.js';

describe('a report of runs of others that is written', () => {
  const runs = distinctRuns(SAMPLES_OF_OTHERS.map(sampleReceived), {});
  const report = failureReport({ received: true }, { runs, isCut: false, traces: SAMPLE_TRACES });

  it('has the rates of the paper once for each architecture, below all services', () => {
    expect(reportPage(report).sections[0]?.rows.map((row) => row.slice(0, 3))).toEqual([
      ['help', 'single', '1'],
      ['shop', 'single', '1'],
      ['shop', 'centralized', '3'],
      ["  the paper's single", '', ''],
      ["  the paper's centralized", '', ''],
    ]);
  });

  it('has neither success nor anything that needs a baseline', () => {
    const [, cost] = reportPage(report).sections;
    expect(cost?.rows.map((row) => row.slice(0, 8))).toEqual([
      ['help', 'single', '-', '4.0', '-', 'no baseline', '-', '-'],
      ['shop', 'single', '0% [0,79]', '4.0', '-', 'no baseline', '-', '-'],
      ['shop', 'centralized', '67% [21,94]', '4.0', '-', 'no baseline', '-', '-'],
    ]);
    expect(reportHtml(report, { server: 'http://x' })).not.toContain('<svg');
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
});
