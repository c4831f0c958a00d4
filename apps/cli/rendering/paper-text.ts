import { PAPER_TABLE_5, PAPER_TABLE_5_CAVEATS, type Measure } from '#metrics';
import type { ComparisonReport, SystemReport } from '../comparison/report.js';
import { marked } from './comparison-text.js';
import { indented } from './fit.js';
import { table } from './table.js';

const REHEARSED_VERDICT =
  'What may be concluded: how many turns, messages and tokens these patterns of work take. What may not: anything about ' +
  'real models; rehearsed success follows from our own error rates and the mechanics of the architectures, and neither ' +
  'confirms nor contradicts the paper.';
const LIVE_VERDICT =
  'What may be concluded: how these systems differ on these tasks with this model, as far as the intervals allow. What ' +
  'may not: that success here confirms or contradicts the paper, whose tasks and models are others.';

const COLUMNS = [
  { title: 'system' },
  ...['success', 'turns', 'O%', 'c', 'Ec'].flatMap((figure) => [
    { title: `${figure} here`, right: true as const },
    { title: 'paper', right: true as const },
  ]),
];

/** Own figures beside the paper's, and what follows from them. */
export function paperText(report: ComparisonReport, width: number): string {
  const mark = marked(report.rehearsed);
  const rows = PAPER_TABLE_5.map((row) => rowOf(row, report.systems, mark));
  return [
    `Figures from here${mark} beside Table 5 of "Towards a Science of Scaling Agent Systems" (arXiv 2512.08296):`,
    '',
    table(COLUMNS, rows),
    '',
    ...indented(report.rehearsed ? REHEARSED_VERDICT : LIVE_VERDICT, width, ''),
    ...PAPER_TABLE_5_CAVEATS.map((caveat) => `- ${caveat}`),
  ].join('\n');
}

function rowOf(
  paper: (typeof PAPER_TABLE_5)[number],
  systems: readonly SystemReport[],
  mark: string,
): readonly string[] {
  const own = systems.find(({ architecture }) => architecture === paper.architecture);
  const beside = (measure: Measure | undefined, printed: number, digits: number): readonly string[] => [
    measure?.value?.toFixed(digits) ?? '-',
    printed.toFixed(digits),
  ];
  return [
    own === undefined ? paper.architecture : `${paper.architecture}${mark}`,
    ...beside(successOf(own), paper.success, 3),
    ...beside(own?.turns, paper.turns, 1),
    ...beside(own?.versusBaseline?.overheadPercent, paper.overheadPercent, 0),
    ...beside(own?.density, paper.density, 2),
    ...beside(own?.versusBaseline?.efficiency, paper.efficiency, 3),
  ];
}

const successOf = (system: SystemReport | undefined): Measure | undefined =>
  system?.success.value === undefined ? undefined : { value: system.success.value };
