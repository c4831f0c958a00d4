import { PAPER_ERROR_RATES, type PaperRate, type Rate } from '#metrics';
import {
  comparable,
  inWords,
  MODES,
  SINGLE,
  type Change,
  type FailureReport,
  type GroupFigures,
  type Mode,
} from '#reports';
import type { Column } from '../rendering/column-widths.js';
import * as show from '../rendering/comparison-figures.js';
import type { Page, Section } from '../rendering/comparison-page.js';
import { marked } from '../rendering/marked.js';
import { nameCells, nameColumns, serviceOf } from './group-name.js';
import { receivedNotes, tracesNote } from './received-notes.js';
import { reportNotes } from './report-notes.js';

const right = (title: string): Column => ({ title, right: true });

const NOTHING = 'No finished runs are in scope, so that there is nothing to tell.';

/** Of no runs: says that, since what else a page tells is of some. */
const emptyPage = (report: FailureReport, heading: string): Page => ({
  heading,
  legend: [],
  sections: [],
  notes: report.received === undefined ? [NOTHING] : [NOTHING, tracesNote(report, report.received)],
});

/** A report as tables and notes, whatever it is written on; cases are told apart. */
export const reportPage = (report: FailureReport): Page =>
  report.runs === 0 ? emptyPage(report, headingOf(report)) : fullPage(report, headingOf(report));

const headingOf = ({ runs, rehearsedRuns, received }: FailureReport): string =>
  received === undefined
    ? `Failures of ${runs} finished runs${marked(runs > 0 && rehearsedRuns === runs)}`
    : `Failures of ${runs} runs of others`;

const fullPage = (report: FailureReport, heading: string): Page => ({
  heading,
  legend: [],
  sections: [
    ratesSection(report),
    ...changesSection(report),
    costSection(report),
    talkSection(report),
    ...causesSection(report),
  ],
  notes: report.received === undefined ? reportNotes(report) : receivedNotes(report, report.received),
});

const headsOf = ({ received }: FailureReport): readonly Column[] => nameColumns(received !== undefined);

/** The paper's figures stand under each architecture; where several services have one, once below them all. */
const ratesSection = (report: FailureReport): Section => ({
  title: 'Runs with a failure that is shown by evidence, % [95%]',
  columns: [...headsOf(report), right('runs'), ...MODES.map((mode) => right(inWords(mode).replace(' ', '\n')))],
  rows:
    report.received === undefined
      ? report.groups.flatMap((group) => [ratesRow(group), ...paperRows(group.architecture, [''])])
      : [...report.groups.map(ratesRow), ...architecturesOf(report).flatMap((one) => paperRows(one, ['', '']))],
});

const ratesRow = (group: GroupFigures): readonly string[] => [
  ...nameCells(group),
  String(group.metrics.runs),
  ...MODES.map((mode) => rateText(group.modes[mode])),
];

const architecturesOf = ({ groups }: FailureReport): readonly string[] => [
  ...new Set(groups.map(({ architecture }) => architecture)),
];

const rateText = ({ value, low, high }: Rate): string =>
  `${show.percent(value)} [${show.percent(low)},${show.percent(high)}]`;

/** `blank`: the cells between the name and the rates. */
function paperRows(architecture: string, blank: readonly string[]): readonly (readonly string[])[] {
  const paper = PAPER_ERROR_RATES.find((one) => one.architecture === architecture);
  if (paper === undefined) return [];
  const rate = (mode: Mode): PaperRate => (mode === 'other' ? undefined : paper[mode]);
  return [[`  the paper's ${architecture}`, ...blank, ...MODES.map((mode) => paperText(rate(mode)))]];
}

function paperText(rate: PaperRate): string {
  if (rate === undefined) return show.NONE;
  return typeof rate === 'number' ? String(rate) : rate.join(' to ');
}

function changesSection(report: FailureReport): readonly Section[] {
  const { changes } = report;
  if (changes === undefined || changes.groups.length === 0) return [];
  return [
    {
      title: 'Then and now, %',
      columns: [
        ...headsOf(report),
        right('runs'),
        right('success'),
        ...MODES.map((mode) => right(inWords(mode).replace(' ', '\n'))),
      ],
      rows: changes.groups.map((group) => [
        ...nameCells(group),
        `${group.runs.before} → ${group.runs.after}`,
        group.success === undefined ? show.NONE : changeText(group.success),
        ...MODES.map((mode) => changeText(group.modes[mode])),
      ]),
    },
  ];
}

const changeText = ({ before, after, apart }: Change): string =>
  `${show.percent(before)} → ${show.percent(after)}${apart ? ' *' : ''}`;

const costSection = (report: FailureReport): Section => ({
  title:
    report.received === undefined
      ? 'Overhead and success, against single agents on the same tasks'
      : 'Errors and effort; what needs single agents on the same tasks is absent',
  columns: [
    ...headsOf(report),
    right(report.received === undefined ? 'success\n[95%]' : 'in error\n[95%]'),
    right('turns'),
    right('O%\n[95%]'),
    { title: 'regime' },
    right('Ec'),
    right('A'),
    right('tokens\n/run'),
  ],
  rows: report.groups.map((group) => [
    ...nameCells(group),
    endText(group),
    show.figure(comparable(group).turns, show.oneDecimal),
    ...overheadCells(group),
    show.figure(group.versusBaseline?.efficiency, show.threeDecimals),
    show.figure(group.versusBaseline?.errorAmplification, show.twoDecimals),
    show.figure(comparable(group).tokensPerRun, show.compact),
  ]),
});

function endText(group: GroupFigures): string {
  const { received } = group;
  if (received === undefined) return show.successText(comparable(group).success);
  return received.errors === undefined ? show.NONE : rateText(received.errors).replace(' ', '% ');
}

function overheadCells({ architecture, versusBaseline, received }: GroupFigures): readonly [string, string] {
  if (architecture === SINGLE && received === undefined) return ['0', 'baseline'];
  if (versusBaseline === undefined) return [show.NONE, 'no baseline'];
  return [show.estimated(versusBaseline.overheadPercent, show.whole), versusBaseline.regime ?? show.NONE];
}

const talkSection = (report: FailureReport): Section => ({
  title: 'What was said, and how far its diagnoses go',
  columns: [
    ...headsOf(report),
    right('messages\na turn'),
    right('redundancy'),
    ...(report.received === undefined ? [] : [right('runs with\ncontent, %')]),
    right(report.received === undefined ? 'failed runs with\nevidence, %' : 'runs in error with\nevidence, %'),
  ],
  rows: report.groups.map((group) => [
    ...nameCells(group),
    show.figure(group.metrics.density, show.twoDecimals),
    show.figure(group.redundancy, show.twoDecimals),
    ...(group.received === undefined ? [] : [show.percent(group.received.content.value)]),
    group.coverage === undefined ? show.NONE : rateText(group.coverage),
  ]),
});

const SHOWN_CAUSES = 20;

function causesSection({ causes, received }: FailureReport): readonly Section[] {
  if (causes.length === 0) return [];
  const more = causes.length > SHOWN_CAUSES ? ` (the first ${SHOWN_CAUSES} of ${causes.length})` : '';
  return [
    {
      title: `Who caused what${more}`,
      columns: [
        { title: 'agent' },
        ...nameColumns(received !== undefined),
        { title: 'failure' },
        right('runs, by\nevidence'),
        right('runs, by\nguess'),
      ],
      rows: causes
        .slice(0, SHOWN_CAUSES)
        .map(({ agent, architecture, mode, supported, guessed, ...cause }) => [
          agent,
          ...(received === undefined ? [] : [serviceOf(cause)]),
          architecture,
          inWords(mode),
          String(supported),
          String(guessed),
        ]),
    },
  ];
}
