import type { GroupReport, SystemReport } from '../comparison/group-report.js';
import type { ExperimentReport } from '../comparison/report.js';
import type { Column } from './column-widths.js';
import * as show from './comparison-figures.js';
import { comparisonNotes } from './comparison-notes.js';
import { marked } from './marked.js';
import { dollars, UNKNOWN } from './numbers.js';
import { rowNames } from './row-names.js';

/** A table under its title. */
export interface Section {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

/** What a comparison has to say, whatever it is written on. */
export interface Page {
  readonly heading: string;
  /** Names that are too long for the tables. */
  readonly legend: readonly string[];
  readonly sections: readonly Section[];
  /** What has to be known to read the tables. */
  readonly notes: readonly string[];
}

export function comparisonPage(report: ExperimentReport): Page {
  const { experiment, rehearsed, groups, runs, runsPlanned } = report;
  const tally = runs.length === runsPlanned ? `${runs.length} runs` : `${runs.length} of ${runsPlanned} runs`;
  return {
    heading: `Comparison ${experiment}${marked(rehearsed)}: ${tally}`,
    legend: rowNames(report).legend,
    sections: groups.flatMap((group) => [gainSection(report, group), costSection(report, group)]),
    notes: comparisonNotes(report),
  };
}

const GAIN: readonly Column[] = [
  { title: 'system' },
  { title: 'success\n[95%]', right: true },
  { title: 'points over\nbaseline', right: true },
  { title: 'better\n/ worse', right: true },
  { title: 'p', right: true },
  { title: 'p\nHolm', right: true },
  { title: 'Ec', right: true },
  { title: 'A', right: true },
];
const COST: readonly Column[] = [
  { title: 'system' },
  { title: 'turns', right: true },
  { title: 'O%\n[95%]', right: true },
  { title: 'regime' },
  { title: 'c', right: true },
  { title: 'tokens\n/run', right: true },
  { title: 'tokens\n/success', right: true },
  { title: 'cost\n/run', right: true },
];

/** Success, and how it compares. */
export const gainSection = (report: ExperimentReport, group: GroupReport): Section => ({
  title: `${titleOf(report, group)}: what the teamwork gained`,
  columns: GAIN,
  rows: group.systems.map((one) => [
    labelOf(report, one),
    show.successText(one.success),
    ...pairedCells(report, one),
    show.figure(one.versusBaseline?.efficiency, show.threeDecimals),
    show.figure(one.versusBaseline?.errorAmplification, show.twoDecimals),
  ]),
});

/** What it took. */
export const costSection = (report: ExperimentReport, group: GroupReport): Section => ({
  title: `${titleOf(report, group)}: what it cost`,
  columns: COST,
  rows: group.systems.map((one) => [
    labelOf(report, one),
    show.figure(one.turns, show.oneDecimal),
    ...overheadCells(report, one),
    show.figure(one.density, show.twoDecimals),
    show.figure(one.tokensPerRun, show.compact),
    show.figure(one.tokensPerSuccess, show.compact),
    show.figure(one.microDollarsPerRun, dollars, UNKNOWN),
  ]),
});

/** The baseline's is 0 by definition, and in no band. */
function overheadCells({ baseline }: ExperimentReport, { system, versusBaseline }: SystemReport): readonly string[] {
  if (system === baseline) return [show.figure(versusBaseline?.overheadPercent, show.whole), show.NONE];
  return [show.estimated(versusBaseline?.overheadPercent, show.whole), versusBaseline?.regime ?? show.NONE];
}

const titleOf = ({ rehearsed }: ExperimentReport, { name, systems }: GroupReport): string => {
  const tasks = `${Math.max(0, ...systems.map((one) => one.tasks))} tasks`;
  return `${name} (${rehearsed ? `${tasks}, rehearsed` : tasks})`;
};

const labelOf = (report: ExperimentReport, { system, rehearsed }: SystemReport): string =>
  `${rowNames(report).labelOf(system)}${marked(rehearsed)}`;

function pairedCells({ baseline }: ExperimentReport, system: SystemReport): readonly string[] {
  const paired = system.versusBaseline?.paired;
  if (paired?.pValue.value === undefined || system.system === baseline)
    return [show.NONE, show.NONE, show.NONE, show.NONE];
  return [
    show.estimated(paired.difference, show.points),
    `${paired.firstBetter} / ${paired.secondBetter}`,
    show.pText(paired.pValue.value),
    show.pText(system.pHolm),
  ];
}
