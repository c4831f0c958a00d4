import { PAPER_ERROR_RATES_CAVEATS } from '#metrics';
import { comparable, SINGLE, type Changes, type FailureReport, type GroupFigures } from '#reports';
import { counted } from '../rendering/numbers.js';

/** What the numbers do not show. */
export const reportNotes = (report: FailureReport): readonly string[] => [
  ...(report.cut === undefined ? [] : [`Cut: ${report.cut}.`]),
  ...(report.gone === undefined
    ? []
    : [
        `In no figure, because they were pruned while this report was made or because they are damaged: ${counted(report.gone, 'run')}.`,
      ]),
  rehearsedNote(report),
  sampleNote(report),
  coverageNote(report),
  baselineNote(report),
  ...successNote(report),
  ...changesNote(report),
  'Runs of one architecture are taken together whatever their models and instructions: narrow with --comparison to compare like with like.',
  redundancyNote(report),
  'A counts wrong answers over those of single agents on the same tasks. The 4 to 17 of the paper are of another kind, taken from traces by a method that is not public, and are not computed.',
  ...PAPER_ERROR_RATES_CAVEATS,
];

function rehearsedNote({ runs, rehearsedRuns }: FailureReport): string {
  if (rehearsedRuns === 0) return 'All runs are real.';
  const which = rehearsedRuns === runs ? 'All runs are' : `${rehearsedRuns} of ${runs} runs are`;
  return `${which} rehearsed: their agents err at rates that we chose. Their figures say nothing about any real model, and neither confirm nor contradict the paper.`;
}

function sampleNote({ groups }: FailureReport): string {
  const tasks = groups.map(({ metrics }) => metrics.tasks);
  const [least, most] = [Math.min(...tasks), Math.max(...tasks)];
  const range = least === most ? `${least}` : `${least} to ${most}`;
  return `Sample: ${range} tasks an architecture. Shares and their 95 percent intervals are by task: several runs of a task count as one observation.`;
}

function coverageNote({ failedRuns, abstained, faultsInPassed, classifier }: FailureReport): string {
  return (
    `Of ${failedRuns} failed runs, ${abstained} show no cause that a detector of version ${classifier.join(', ')} finds: they are in no rate above, and who is blamed in them is a guess by signs. ` +
    `${faultsInPassed} runs reached their goal in spite of a fault, and are in the rates. Rates count what is found: some faults are not, and some findings are false alarms (docs/classifier.md).`
  );
}

export function changesNote({ changes, classifier }: FailureReport): readonly string[] {
  if (changes === undefined) return [];
  const judged = [...new Set([...changes.classifier, ...classifier])].length > 1;
  const version = judged
    ? ` Then the classifier was of version ${changes.classifier.join(', ')}: differences may be its own.`
    : '';
  return [`Then and now: against the earlier report. ${comparedText(changes)}${version}`];
}

const MARKED =
  'A * marks figures whose 95 percent intervals have nothing in common; runs that both reports have count in both, so that what is not marked may still have changed.';

function comparedText({ scopes }: Changes): string {
  if (scopes.length === 0) return MARKED;
  const differences = scopes.map(({ by, before, after }) => `${by} ${valueText(before)} then, ${valueText(after)} now`);
  return `They are not of one scope (${differences.join('; ')}): differences may be those of the runs that are in them, so that none is marked as one of the agents. Narrow both alike.`;
}

/** Of a scope that is not narrowed by it: any. */
const valueText = (value: string | true | undefined): string => (value === true ? 'only' : (value ?? 'any'));

function baselineNote({ groups }: FailureReport): string {
  const teams = groups.filter(({ architecture }) => architecture !== SINGLE);
  const lacking = teams.filter(({ versusBaseline }) => versusBaseline === undefined);
  const unequal = teams.filter(({ versusBaseline }) => versusBaseline?.sameTasks === false);
  const partial = teams.flatMap(({ architecture, metrics: { tasks }, shared }) =>
    shared === undefined || shared.tasks === tasks ? [] : [`${shared.tasks} of ${tasks} tasks of ${architecture}`],
  );
  const parts = [
    'Baseline: finished single-agent runs in this report, on the tasks that both have run',
    ...(lacking.length === 0 ? [] : [`none for ${named(lacking)}, so that O%, regime, Ec and A are absent there`]),
    ...(unequal.length === 0 ? [] : [`not equally often for ${named(unequal)}`]),
    ...(partial.length === 0
      ? []
      : [`success, turns and tokens beside them are of these alone: ${partial.join(', ')}`]),
  ];
  return `${parts.join('; ')}.`;
}

/** A share of the graded runs alone would be one of those that were easy to grade. */
function successNote({ groups }: FailureReport): readonly string[] {
  const lacking = groups.flatMap((group) => {
    const { success } = comparable(group);
    return success.value === undefined ? [`${group.architecture} (${success.reason})`] : [];
  });
  if (lacking.length === 0) return [];
  return [
    `Success, Ec and A are absent where runs are not graded: ${lacking.join(', ')}. Narrow with --family or --comparison to runs that all are.`,
  ];
}

export function redundancyNote({ groups }: FailureReport): string {
  const methods = [...new Set(groups.map(({ redundancy }) => redundancy.method))].join(', ');
  const lacking = groups.find(({ redundancy: { reason } }) => reason?.startsWith('not available') === true);
  return (
    `Redundancy: mean likeness of what two agents said, by ${methods}; not comparable with other methods, nor with the 0.41 and 0.50 of the paper, whose embedding is not named.` +
    (lacking === undefined ? '' : ` It is ${lacking.redundancy.reason ?? ''}.`)
  );
}

const named = (groups: readonly GroupFigures[]): string => groups.map(({ architecture }) => architecture).join(', ');
