import type { Measure } from '#metrics';
import type { ComparisonReport, SystemReport } from '../comparison/report.js';
import type { Paint } from '../terminal.js';
import { count, dollars, UNKNOWN } from './numbers.js';
import { table } from './table.js';

const GAINED = [
  { title: 'system' },
  { title: 'success [95%]', right: true },
  { title: 'solved only by it / by single', right: true },
  { title: 'p', right: true },
  { title: 'Ec', right: true },
] as const;
const COST = [
  { title: 'system' },
  { title: 'turns', right: true },
  { title: 'O%', right: true },
  { title: 'c', right: true },
  { title: 'tokens/run', right: true },
  { title: 'tokens/success', right: true },
  { title: 'cost/run', right: true },
  { title: 'failed attempts', right: true },
] as const;

/** The tables of a comparison, with what has to be known to read them. */
export function comparisonText(report: ComparisonReport, { paint }: { readonly paint: Paint }): string {
  const { family, seed, tasks, rehearsed, comparisonId, systems } = report;
  const mark = marked(rehearsed);
  return [
    paint('bold', `Comparison ${comparisonId}${mark}: ${tasks} ${family} tasks of seed ${seed} on each system`),
    '',
    `What the teamwork gained${mark}:`,
    table(
      GAINED,
      systems.map((system) => gainedRow(system, mark)),
    ),
    'Success with its Wilson interval; p: exact McNemar test against single on the same tasks, not corrected for',
    'several comparisons; Ec: success over relative turns.',
    '',
    `What it cost${mark}:`,
    table(
      COST,
      systems.map((system) => costRow(system, mark)),
    ),
    'Budgets are not matched: teams take more turns and tokens than the single agent, so read success beside tokens.',
    `O%: turns over those of single; c: messages a turn.${estimates(report)}`,
    ...gaps(report),
  ].join('\n');
}

/** Stands beside every figure of a simulation. */
export const marked = (rehearsed: boolean): string => (rehearsed ? ' (rehearsed)' : '');

const gainedRow = (system: SystemReport, mark: string): readonly string[] => [
  `${system.architecture}${mark}`,
  successText(system),
  ...pairedCells(system),
  shown(system.versusBaseline?.efficiency, (value) => value.toFixed(3)),
];

const costRow = (system: SystemReport, mark: string): readonly string[] => [
  `${system.architecture}${mark}`,
  shown(system.turns, (value) => value.toFixed(1)),
  shown(system.versusBaseline?.overheadPercent, (value) => value.toFixed(0)),
  shown(system.density, (value) => value.toFixed(2)),
  shown(system.tokensPerRun, count),
  shown(system.tokensPerSuccess, count),
  shown(system.microDollarsPerRun, dollars, UNKNOWN),
  String(system.failedAttempts),
];

const shown = (measure: Measure | undefined, of: (value: number) => string, absent = '-'): string =>
  measure?.value === undefined ? absent : of(measure.value);

function successText({ success }: SystemReport): string {
  if (success.value === undefined) return '-';
  const percent = (rate: number) => (rate * 100).toFixed(0);
  const { successes, of, value, low, high } = success;
  return `${successes}/${of} = ${percent(value)}% [${percent(low)}, ${percent(high)}]`;
}

function pairedCells({ architecture, versusBaseline }: SystemReport): readonly [string, string] {
  const paired = versusBaseline?.paired;
  if (architecture === 'single' || paired?.pValue.value === undefined) return ['-', '-'];
  return [`${paired.onlyFirst} / ${paired.onlySecond}`, paired.pValue.value.toFixed(3)];
}

const estimates = ({ systems }: ComparisonReport): string =>
  systems.some(({ estimatedCalls }) => estimatedCalls > 0) ? ' Tokens are estimates of ours, from characters.' : '';

/** Why figures are missing: for each figure the systems that lack it and the reason of the first. */
function gaps({ systems }: ComparisonReport): readonly string[] {
  const figures: readonly (readonly [string, (system: SystemReport) => string | undefined])[] = [
    ['success', ({ success }) => reasonOf(success)],
    ['O% and Ec', ({ versusBaseline }) => (versusBaseline === undefined ? 'single is not compared' : undefined)],
    ['tokens/run', ({ tokensPerRun }) => reasonOf(tokensPerRun)],
    ['tokens/success', ({ tokensPerSuccess }) => reasonOf(tokensPerSuccess)],
    ['cost/run', ({ microDollarsPerRun }) => reasonOf(microDollarsPerRun)],
  ];
  return figures.flatMap(([figure, lackOf]) => {
    const lacking = systems.flatMap((system) => {
      const reason = lackOf(system);
      return reason === undefined ? [] : [{ name: system.architecture, reason }];
    });
    const [first] = lacking;
    return first === undefined
      ? []
      : [`No ${figure} of ${lacking.map(({ name }) => name).join(', ')}: ${first.reason}.`];
  });
}

const reasonOf = (measure: Measure | SystemReport['success']): string | undefined =>
  measure.value === undefined ? measure.reason : undefined;
