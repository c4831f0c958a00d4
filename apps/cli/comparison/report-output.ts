import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { badInput, reasonOf } from '../cli-error.js';
import { comparisonCsv } from '../rendering/comparison-csv.js';
import { pageMarkdown } from '../rendering/comparison-markdown.js';
import { comparisonPage } from '../rendering/comparison-page.js';
import type { Terminal } from '../terminal.js';
import type { ExperimentReport } from './report.js';

export interface ReportFiles {
  readonly csv?: string;
  readonly markdown?: string;
}

export const withReportFiles = (command: Command): Command =>
  command
    .option('--csv <file>', 'write the figures as CSV, one row for each group of tasks and system')
    .option('--markdown <file>', 'write the tables as Markdown');

/** Writes the files that are asked for, over what is there. */
export async function writeReport(
  report: ExperimentReport,
  { csv, markdown }: ReportFiles,
  { note }: Pick<Terminal, 'note'>,
): Promise<void> {
  const files = [
    { flag: '--csv', file: csv, text: comparisonCsv },
    { flag: '--markdown', file: markdown, text: (of: ExperimentReport) => pageMarkdown(comparisonPage(of)) },
  ];
  for (const { flag, file, text } of files) {
    if (file === undefined) continue;
    await writeFile(file, text(report)).catch((error: unknown) => {
      throw badInput(`${flag}: ${reasonOf(error)}; the same command writes it without running anything again`);
    });
    note(`written: ${file}`);
  }
}
