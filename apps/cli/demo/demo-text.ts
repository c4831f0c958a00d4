import type { ExperimentReport } from '../comparison/report.js';
import { costSection, gainSection, comparisonPage } from '../rendering/comparison-page.js';
import { pageText } from '../rendering/comparison-text.js';
import { paragraph } from '../rendering/fit.js';
import { paperText } from '../rendering/paper-text.js';
import type { Terminal } from '../terminal.js';
import { conclusion } from './conclusion.js';

/** What the demo's runs show: success for each family, cost over all of them, and both beside the paper's figures. */
export function demoText(report: ExperimentReport, terminal: Pick<Terminal, 'paint' | 'width'>): string {
  const [first, ...others] = report.groups;
  const page = comparisonPage(report);
  const sections = [
    ...[...others, ...(first === undefined ? [] : [first])].map((group) => gainSection(report, group)),
    ...(first === undefined ? [] : [costSection(report, first)]),
  ];
  return [
    pageText({ ...page, sections }, terminal),
    paragraph(conclusion(report), terminal.width),
    paperText(report, terminal.width),
  ].join('\n\n');
}
