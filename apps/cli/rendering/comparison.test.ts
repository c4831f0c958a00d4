import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { GroupReport } from '../comparison/group-report.js';
import { experimentReport, type ExperimentReport } from '../comparison/report.js';
import { plain } from '../terminal.js';
import { EXPERIMENT, RUNS } from '../testing/sample-comparison.js';
import { comparisonCsv } from './comparison-csv.js';
import { pageMarkdown } from './comparison-markdown.js';
import { comparisonPage } from './comparison-page.js';
import { pageText } from './comparison-text.js';
import { paperText } from './paper-text.js';

const REPORT = experimentReport(EXPERIMENT, { runs: RUNS });
const [GROUP] = REPORT.groups as readonly [GroupReport];
const textOf = (report: ExperimentReport, width = 100) => pageText(comparisonPage(report), { paint: plain, width });
const flat = (text: string) => text.replace(/\s+/g, ' ');

/** The report with other figures of its systems. */
const changed = (change: Partial<GroupReport['systems'][number]>): ExperimentReport => ({
  ...REPORT,
  groups: [{ ...GROUP, systems: GROUP.systems.map((system) => ({ ...system, ...change })) }],
});

describe('a comparison as text', () => {
  it('says rehearsed beside every figure, and what is not known', () => {
    const text = textOf(REPORT);
    expect(text).toMatch(/^Comparison mine \(rehearsed\): 4 runs\n/);
    expect(text).toMatch(/\nfilings \(2 tasks, rehearsed\): what the teamwork gained\n/);
    expect(text).toMatch(/\nsingle \(rehearsed\) +50% \[9,91\] +- +- +- +- +0\.500 +1\.00\n/);
    expect(text).toMatch(
      /\ndecentralized \(rehearsed\) +100% \[34,100\] +\+50 \[-\d+,\+\d+\] +1 \/ 0 +1\.000 +1\.000 +0\.500 +0\.00\n/,
    );
    expect(text).toMatch(/\ndecentralized \(rehearsed\) +2\.0 +100 \[100,100\] +between +0\.50 +240 +240 +unknown\n/);
    expect(flat(text)).toMatch(/No cost\/run of single, decentralized: for example the cost .* not known/);
    expect(flat(text)).toContain("p: McNemar's exact test of these, then after Holm's correction over the one test");
  });

  it('keeps to 80 columns, whatever the figures and names', () => {
    const long = changed({ tokensPerRun: { value: 123_456_789 }, tokensPerSuccess: { value: 1_234_567 } });
    const names = changed({});
    const renamed = {
      ...names,
      groups: names.groups.map((group) => ({
        ...group,
        systems: group.systems.map((one) => ({ ...one, system: `rehearsal-${one.system}-with-a-long-name` })),
      })),
    };
    for (const report of [{ ...long, experiment: randomUUID() }, renamed]) {
      const text = [textOf(report, 80), paperText(report, 80)].join('\n');
      expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
    }
    expect(textOf(long, 80)).toMatch(/\ndecentralized .* 123M .*\n\(rehearsed\)\n/);
    expect(textOf(renamed, 80)).toMatch(/\n#2 rehearsal-decentralized-with-a-long-name\n[^]*\n#2 \(rehearsed\) /);
  });

  it('keeps the word matched for tokens that are', () => {
    expect(textOf(REPORT)).not.toMatch(/matched/i);
    expect(flat(textOf(REPORT))).toContain('Tokens: 2.00 times those of single, not within 10% of them');
    const alike = experimentReport({ ...EXPERIMENT, tokenTolerance: 1 }, { runs: RUNS });
    expect(flat(textOf(alike))).toContain('Tokens are matched within 100%: 2.00 times those of single.');
  });

  it('does not say rehearsed of real models', () => {
    const real = experimentReport(EXPERIMENT, { runs: RUNS.map((run) => ({ ...run, rehearsed: false })) });
    expect(textOf(real)).not.toContain('rehearsed');
    expect(paperText(real, 100)).not.toContain('rehearsed');
  });

  it('says why it stopped, what is missing, and how repetitions count', () => {
    const repeated = { ...EXPERIMENT, repetitions: 2 };
    const text = flat(textOf(experimentReport(repeated, { runs: RUNS.slice(0, 3), stopped: 'the cap is reached' })));
    expect(text).toContain('mine (rehearsed): 3 of 8 runs');
    expect(text).toContain('Stopped: the cap is reached.');
    expect(text).toContain('filings: decentralized did not finish the same tasks as the baseline');
    expect(text).toContain('the runs of a task averaged');
    expect(text).toContain('p: exact sign test');
  });

  it('shows what systems did where there is no baseline', () => {
    const { baseline: _, ...experiment } = EXPERIMENT;
    const text = textOf(experimentReport(experiment, { runs: RUNS }));
    expect(text).toMatch(/\ndecentralized \(rehearsed\) +100% \[34,100\] +- +- +- +- +- +-\n/);
    expect(text).toContain('There is no baseline among the systems');
  });
});

describe('a comparison as Markdown', () => {
  it('has its tables and notes, with nothing that Markdown takes for its own', () => {
    const text = pageMarkdown(comparisonPage({ ...REPORT, experiment: 'a|b_c' }));
    expect(text).toMatch(/^# Comparison a\\\|b\\_c \(rehearsed\): 4 runs\n\n## filings \(2 tasks, rehearsed\)/);
    expect(text).toMatch(
      /\n\n\| system \| success \[95%\] \|.*\n\| --- \| ---: \|.*\n\| single \(rehearsed\) \| 50% \[9,91\] \|/,
    );
    expect(text).toMatch(/\n\n- Baseline: single\. .*\n- O%: /);
  });
});

describe('a comparison as CSV', () => {
  it('has a row for each system, and nothing where a figure is not defined', () => {
    const [head, single, team, ...rest] = comparisonCsv(REPORT).split('\r\n');
    const columns = head!.split(',');
    const at = (row: string | undefined, name: string) => row!.split(',')[columns.indexOf(name)];
    expect(rest).toEqual(['']);
    expect([at(single, 'system'), at(single, 'p'), at(single, 'success')]).toEqual(['single', '', '0.5']);
    expect(['rehearsed', 'difference', 'p', 'p_holm', 'overhead_percent_low'].map((name) => at(team, name))).toEqual([
      'true',
      '0.5',
      '1',
      '1',
      '100',
    ]);
    expect([at(team, 'micro_dollars_per_run'), at(team, 'error_amplification_low')]).toEqual(['', '']);
    expect(single!.split(',')).toHaveLength(columns.length);
  });

  it('quotes what has commas, quotes or line breaks', () => {
    expect(comparisonCsv({ ...REPORT, experiment: 'a,"b"' })).toContain('\r\n"a,""b""",filings,');
  });
});

describe('paperText', () => {
  it('sets figures beside Table 5 and says what does not follow', () => {
    const text = paperText(REPORT, 100);
    expect(text).toMatch(
      /\ndecentralized \(rehearsed\) +1\.000 +2\.0 +100 +0\.50 +0\.500\ndecentralized, Table 5 +0\.477 +26\.1 +263 +0\.41 +0\.132\n/,
    );
    expect(text).toMatch(/\d\nhybrid, Table 5 +0\.452/);
    expect(flat(text)).toContain('What may not: anything about real models');
  });
});
