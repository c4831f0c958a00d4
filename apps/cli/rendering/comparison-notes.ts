import type { GroupReport, SystemReport } from '../comparison/group-report.js';
import type { ExperimentReport } from '../comparison/report.js';
import { percent, twoDecimals } from './comparison-figures.js';
import { gapNotes } from './gap-notes.js';

/** What has to be known to read the tables of a comparison, and why figures are missing in them. */
export const comparisonNotes = (report: ExperimentReport): readonly string[] => [
  ...(report.stopped === undefined ? [] : [`Stopped: ${report.stopped}.`]),
  ...(report.baseline === undefined ? [NO_BASELINE] : [readingGains(report), READING_COST]),
  ...tokenNotes(report),
  ...report.groups.flatMap(differentTasks),
  ...callNotes(report),
  ...gapNotes(report),
];

const NO_BASELINE = 'There is no baseline among the systems: what each did is shown, and nothing is compared.';

const ONCE = {
  success: 'success over tasks',
  better: 'tasks that it solved and the baseline did not / the other way round',
  test: "McNemar's exact test",
};
const REPEATED = {
  success: 'success over tasks, the runs of a task averaged',
  better: 'tasks that it solved more often than the baseline / less often',
  test: 'exact sign test',
};

function readingGains({ baseline = '', tests, repetitions }: ExperimentReport): string {
  const { success, better, test } = repetitions > 1 ? REPEATED : ONCE;
  return (
    `Baseline: ${baseline}. Here ${success}, with its Wilson interval; points over baseline on the tasks of both, with ` +
    `Newcombe's interval for pairs; better / worse: ${better}; p: ${test} of these, then after Holm's correction over ` +
    `${tests === 1 ? 'the one test' : `all ${tests} tests`} of this report; Ec: success over relative turns; A: wrong answers over those of the baseline.`
  );
}

const READING_COST =
  'O%: turns over those of the baseline, with a percentile bootstrap interval over tasks; regime: its band as the paper ' +
  'names it; c: messages a turn.';

/** The word `matched` is kept for tokens that are. */
function tokenNotes({ baseline = '', tokenTolerance, groups }: ExperimentReport): readonly string[] {
  const tolerance = `${percent(tokenTolerance)}%`;
  const compared = groups.filter(({ systems }) => systems.some((one) => isCompared(one, baseline)));
  return [true, false].flatMap((matched) => {
    const alike = compared.filter(({ tokensMatched }) => tokensMatched === matched);
    if (alike.length === 0) return [];
    const where = alike.length === groups.length ? '' : ` on ${alike.map(({ name }) => name).join(', ')}`;
    const range = `${rangeOf(alike, baseline)} ${baseline}`;
    return matched
      ? [`Tokens${where} are matched within ${tolerance}: ${range}.`]
      : [`Tokens${where}: ${range}, not within ${tolerance} of them; read success beside tokens.`];
  });
}

const isCompared = ({ system, versusBaseline }: SystemReport, baseline: string): boolean =>
  system !== baseline && versusBaseline !== undefined;

function rangeOf(groups: readonly GroupReport[], baseline: string): string {
  const others = groups.flatMap(({ systems }) => systems.filter((one) => isCompared(one, baseline)));
  const ratios = others.flatMap(({ versusBaseline }) => versusBaseline?.tokenRatio.value ?? []);
  if (ratios.length < others.length) return 'not all known, so not to be compared with those of';
  const ends = [Math.min(...ratios), Math.max(...ratios)].map(twoDecimals);
  return `${[...new Set(ends)].join(' to ')} times those of`;
}

/** Pairs are of shared tasks; O, Ec and A are of all that each system finished. */
function differentTasks({ name, systems }: GroupReport): readonly string[] {
  const other = systems.filter(({ versusBaseline }) => versusBaseline?.sameTasks === false).map(({ system }) => system);
  return other.length === 0
    ? []
    : [`${name}: ${other.join(', ')} did not finish the same tasks as the baseline; O, Ec and A show that, too.`];
}

function callNotes({ groups: [group] }: ExperimentReport): readonly string[] {
  const systems = group?.systems ?? [];
  const some = (of: (system: SystemReport) => number): string =>
    systems.flatMap((one) => (of(one) > 0 ? [`${one.system} ${of(one)}`] : [])).join(', ');
  const [failed, lost] = [some((one) => one.failedAttempts), some((one) => one.lostAttempts)];
  return [
    ...(systems.some(({ estimatedCalls }) => estimatedCalls > 0)
      ? ['Tokens are estimates of ours, from characters.']
      : []),
    ...(failed === '' ? [] : [`Failed attempts at model calls, which are no turns: ${failed}.`]),
    ...(lost === '' ? [] : [`Attempts that left no trace, missing in tokens and cost: ${lost}.`]),
  ];
}
