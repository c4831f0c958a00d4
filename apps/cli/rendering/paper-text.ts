import { PAPER_TABLE_5, PAPER_TABLE_5_CAVEATS } from '#metrics';
import type { SystemReport } from '../comparison/group-report.js';
import type { ExperimentReport } from '../comparison/report.js';
import { paragraph } from './fit.js';
import { marked } from './marked.js';
import { decimal as shown } from './numbers.js';
import { table } from './table.js';

const REHEARSED_VERDICT =
  'What may be concluded: how many turns, messages and tokens these patterns of work took here. What may not: anything ' +
  'about real models; rehearsed success follows from our own error rates and the mechanics of the architectures, and neither ' +
  'confirms nor contradicts the paper.';
const LIVE_VERDICT =
  'What may be concluded: how these systems differ on these tasks with this model, as far as the intervals allow. What ' +
  'may not: that success here confirms or contradicts the paper, whose tasks and models are others.';

const COLUMNS = [
  { title: 'system' },
  ...['success', 'turns', 'O%', 'c', 'Ec'].map((title) => ({ title, right: true as const })),
];

/** Own figures over all tasks above the paper's, and what follows from them. */
export function paperText(report: ExperimentReport, width: number): string {
  const mark = marked(report.rehearsed);
  const rows = PAPER_TABLE_5.flatMap((paper) => [
    ...ownRows(paper.architecture, report.groups[0]?.systems ?? [], mark),
    paperRow(paper),
  ]);
  const heading = `Figures from here${mark} beside Table 5 of "Towards a Science of Scaling Agent Systems" (arXiv 2512.08296):`;
  return [
    paragraph(heading, width),
    '',
    table(COLUMNS, rows, width),
    '',
    paragraph(report.rehearsed ? REHEARSED_VERDICT : LIVE_VERDICT, width),
    ...PAPER_TABLE_5_CAVEATS.map((caveat) => paragraph(`- ${caveat}`, width)),
  ].join('\n');
}

/** None of an architecture that was not run here. */
function ownRows(architecture: string, systems: readonly SystemReport[], mark: string): readonly (readonly string[])[] {
  return systems
    .filter(({ system }) => system === architecture)
    .map(({ success, turns, density, versusBaseline }) => [
      `${architecture}${mark}`,
      shown(success.value, 3),
      shown(turns.value, 1),
      shown(versusBaseline?.overheadPercent.value, 0),
      shown(density.value, 2),
      shown(versusBaseline?.efficiency.value, 3),
    ]);
}

const paperRow = (paper: (typeof PAPER_TABLE_5)[number]): readonly string[] => [
  `${paper.architecture}, Table 5`,
  shown(paper.success, 3),
  shown(paper.turns, 1),
  shown(paper.overheadPercent, 0),
  shown(paper.density, 2),
  shown(paper.efficiency, 3),
];
