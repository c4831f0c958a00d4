import { writeFile } from 'node:fs/promises';
import type { FailureReport } from '#reports';
import { badInput, reasonOf } from '../cli-error.js';
import { pageMarkdown } from '../rendering/comparison-markdown.js';
import type { Terminal } from '../terminal.js';
import type { Places } from './case-items.js';
import { reportCsv } from './report-csv.js';
import { reportHtml } from './report-html.js';
import { reportPage } from './report-page.js';

export interface ReportFiles {
  readonly html?: string;
  readonly csv?: string;
  readonly markdown?: string;
}

/** Writes the files that are asked for, over what is there. */
export async function writeReports(
  report: FailureReport,
  { html, csv, markdown }: ReportFiles,
  { note, ...places }: Pick<Terminal, 'note'> & Places,
): Promise<void> {
  const files = [
    { flag: '--html', file: html, text: () => reportHtml(report, places) },
    { flag: '--csv', file: csv, text: () => reportCsv(report) },
    { flag: '--markdown', file: markdown, text: () => pageMarkdown(reportPage(report)) },
  ];
  for (const { flag, file, text } of files) {
    if (file === undefined) continue;
    await writeFile(file, text()).catch((error: unknown) => {
      throw badInput(`${flag} ${file} cannot be written: ${reasonOf(error)}`);
    });
    note(`written: ${file}`);
  }
}
