import type { SystemReport } from '../comparison/group-report.js';
import type { ExperimentReport } from '../comparison/report.js';
import { oneDecimal, percent } from '../rendering/comparison-figures.js';
import { marked } from '../rendering/marked.js';

const LEVEL = 0.05;

/** What the figures over all tasks allow to say of success, and at what price; empty where nothing was compared. */
export function conclusion(report: ExperimentReport): string {
  const { baseline, groups, rehearsed } = report;
  const [all] = groups;
  const teams = (all?.systems ?? []).filter(({ system, pHolm }) => system !== baseline && pHolm !== undefined);
  if (baseline === undefined || teams.length === 0) return '';
  const verdicts = [
    verdict(teams.filter(isBetter), `solved more tasks than ${baseline}`),
    verdict(teams.filter(isWorse), `solved fewer tasks than ${baseline}`),
    verdict(
      teams.filter((team) => !isBetter(team) && !isWorse(team)),
      `cannot be told from ${baseline} by success`,
    ),
  ].flat();
  return (
    `Over ${all?.name ?? ''}${marked(rehearsed)}, at ${percent(LEVEL)} percent after Holm's correction: ${verdicts.join('; ')}. ` +
    `For that they took ${prices(teams, baseline)}.`
  );
}

const isSure = ({ pHolm }: SystemReport): boolean => pHolm !== undefined && pHolm < LEVEL;
const differenceOf = ({ versusBaseline }: SystemReport): number => versusBaseline?.paired.difference.value ?? 0;
const isBetter = (team: SystemReport): boolean => isSure(team) && differenceOf(team) > 0;
const isWorse = (team: SystemReport): boolean => isSure(team) && differenceOf(team) < 0;

const verdict = (teams: readonly SystemReport[], words: string): readonly string[] =>
  teams.length === 0 ? [] : [`${teams.map(({ system }) => system).join(', ')} ${words}`];

function prices(teams: readonly SystemReport[], baseline: string): string {
  const turns = teams.flatMap(({ versusBaseline }) => {
    const overhead = versusBaseline?.overheadPercent.value;
    return overhead === undefined ? [] : [1 + overhead / 100];
  });
  const tokens = teams.flatMap(({ versusBaseline }) => versusBaseline?.tokenRatio.value ?? []);
  return `${range(turns)} times the turns and ${range(tokens)} times the tokens of ${baseline}`;
}

const range = (values: readonly number[]): string =>
  values.length === 0
    ? 'an unknown number of'
    : [...new Set([Math.min(...values), Math.max(...values)].map(oneDecimal))].join(' to ');
