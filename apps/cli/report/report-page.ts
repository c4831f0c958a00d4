import { PAPER_ERROR_RATES, type PaperRate } from '#metrics';
import type { Rate } from '../classifier/rate.js';
import type { Column } from '../rendering/column-widths.js';
import * as show from '../rendering/comparison-figures.js';
import type { Page, Section } from '../rendering/comparison-page.js';
import { marked } from '../rendering/marked.js';
import type { Change } from './changes.js';
import type { FailureReport } from './failure-report.js';
import { SINGLE, type GroupFigures } from './group-figures.js';
import { inWords, MODES, type Mode } from './modes.js';
import { reportNotes } from './report-notes.js';

const right = (title: string): Column => ({ title, right: true });

/** A report as tables and notes, whatever it is written on; cases are told apart. */
export const reportPage = (report: FailureReport): Page => ({
  heading: `Failures of ${report.runs} finished runs${marked(report.rehearsedRuns === report.runs)}`,
  legend: [],
  sections: [
    ratesSection(report),
    ...changesSection(report),
    costSection(report),
    talkSection(report),
    ...causesSection(report),
  ],
  notes: reportNotes(report),
});

export const nameOf = ({ architecture, rehearsed }: Pick<GroupFigures, 'architecture' | 'rehearsed'>): string =>
  `${architecture}${marked(rehearsed)}`;

/** Under each architecture the paper's figures. */
const ratesSection = ({ groups }: FailureReport): Section => ({
  title: 'Runs with a failure that is shown by evidence, % [95%]',
  columns: [{ title: 'architecture' }, right('runs'), ...MODES.map((mode) => right(inWords(mode).replace(' ', '\n')))],
  rows: groups.flatMap((group) => [
    [nameOf(group), String(group.metrics.runs), ...MODES.map((mode) => rateText(group.modes[mode]))],
    ...paperRow(group.architecture),
  ]),
});

const rateText = ({ value, low, high }: Rate): string =>
  `${show.percent(value)} [${show.percent(low)},${show.percent(high)}]`;

function paperRow(architecture: string): readonly (readonly string[])[] {
  const paper = PAPER_ERROR_RATES.find((one) => one.architecture === architecture);
  if (paper === undefined) return [];
  const rate = (mode: Mode): PaperRate => (mode === 'other' ? undefined : paper[mode]);
  return [[`  the paper's ${architecture}`, '', ...MODES.map((mode) => paperText(rate(mode)))]];
}

function paperText(rate: PaperRate): string {
  if (rate === undefined) return show.NONE;
  return typeof rate === 'number' ? String(rate) : rate.join(' to ');
}

function changesSection({ changes }: FailureReport): readonly Section[] {
  if (changes === undefined || changes.groups.length === 0) return [];
  return [
    {
      title: 'Then and now, %',
      columns: [
        { title: 'architecture' },
        right('runs'),
        right('success'),
        ...MODES.map((mode) => right(inWords(mode).replace(' ', '\n'))),
      ],
      rows: changes.groups.map((group) => [
        nameOf(group),
        `${group.runs.before} → ${group.runs.after}`,
        group.success === undefined ? show.NONE : changeText(group.success),
        ...MODES.map((mode) => changeText(group.modes[mode])),
      ]),
    },
  ];
}

const changeText = ({ before, after, apart }: Change): string =>
  `${show.percent(before)} → ${show.percent(after)}${apart ? ' *' : ''}`;

const costSection = ({ groups }: FailureReport): Section => ({
  title: 'Overhead and success, against single agents on the same tasks',
  columns: [
    { title: 'architecture' },
    right('success\n[95%]'),
    right('turns'),
    right('O%\n[95%]'),
    { title: 'regime' },
    right('Ec'),
    right('A'),
    right('tokens\n/run'),
  ],
  rows: groups.map((group) => [
    nameOf(group),
    show.successText(group.metrics.success),
    show.figure(group.metrics.turns, show.oneDecimal),
    ...overheadCells(group),
    show.figure(group.versusBaseline?.efficiency, show.threeDecimals),
    show.figure(group.versusBaseline?.errorAmplification, show.twoDecimals),
    show.figure(group.metrics.tokensPerRun, show.compact),
  ]),
});

function overheadCells({ architecture, versusBaseline }: GroupFigures): readonly [string, string] {
  if (architecture === SINGLE) return ['0', 'baseline'];
  if (versusBaseline === undefined) return [show.NONE, 'no baseline'];
  return [show.estimated(versusBaseline.overheadPercent, show.whole), versusBaseline.regime ?? show.NONE];
}

const talkSection = ({ groups }: FailureReport): Section => ({
  title: 'What was said, and how far its diagnoses go',
  columns: [
    { title: 'architecture' },
    right('messages\na turn'),
    right('redundancy'),
    right('failed runs with\nevidence, %'),
  ],
  rows: groups.map((group) => [
    nameOf(group),
    show.figure(group.metrics.density, show.twoDecimals),
    show.figure(group.redundancy, show.twoDecimals),
    group.coverage === undefined ? show.NONE : rateText(group.coverage),
  ]),
});

const SHOWN_CAUSES = 20;

function causesSection({ causes }: FailureReport): readonly Section[] {
  if (causes.length === 0) return [];
  const more = causes.length > SHOWN_CAUSES ? ` (the first ${SHOWN_CAUSES} of ${causes.length})` : '';
  return [
    {
      title: `Who caused what${more}`,
      columns: [
        { title: 'agent' },
        { title: 'architecture' },
        { title: 'failure' },
        right('runs, by\nevidence'),
        right('runs, by\nguess'),
      ],
      rows: causes
        .slice(0, SHOWN_CAUSES)
        .map(({ agent, architecture, mode, supported, guessed }) => [
          agent,
          architecture,
          inWords(mode),
          String(supported),
          String(guessed),
        ]),
    },
  ];
}
