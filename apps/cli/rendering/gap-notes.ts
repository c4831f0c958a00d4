import type { Estimate } from '#metrics';
import type { SystemReport } from '../comparison/group-report.js';
import type { ExperimentReport } from '../comparison/report.js';

type Lack = (system: SystemReport) => string | undefined;

const lackOfInterval = (estimate: Estimate | undefined): string | undefined =>
  estimate?.value === undefined ? undefined : estimate.interval.reason;

/** The figures of the tables, and why one is missing. */
const FIGURES: readonly (readonly [name: string, lack: Lack])[] = [
  ['success', ({ success }) => success.reason],
  ['p', ({ versusBaseline }) => versusBaseline?.paired.pValue.reason],
  ['O%', ({ versusBaseline }) => versusBaseline?.overheadPercent.reason],
  ['interval of O%', ({ versusBaseline }) => lackOfInterval(versusBaseline?.overheadPercent)],
  ['Ec', ({ versusBaseline }) => versusBaseline?.efficiency.reason],
  ['A', ({ versusBaseline }) => versusBaseline?.errorAmplification.reason],
  ['tokens/run', ({ tokensPerRun }) => tokensPerRun.reason],
  ['tokens/success', ({ tokensPerSuccess }) => tokensPerSuccess.reason],
  ['cost/run', ({ microDollarsPerRun }) => microDollarsPerRun.reason],
];

/** For each figure that is missing somewhere: where, and why, by the first that lacks it. */
export const gapNotes = ({ groups }: ExperimentReport): readonly string[] =>
  FIGURES.flatMap(([figure, lack]) => {
    const lacking = groups.flatMap(({ name, systems }) =>
      systems.flatMap((one) => {
        const reason = lack(one);
        return reason === undefined ? [] : [{ name, system: one.system, reason }];
      }),
    );
    const [first] = lacking;
    if (first === undefined) return [];
    const systems = [...new Set(lacking.map(({ system }) => system))].join(', ');
    const names = [...new Set(lacking.map(({ name }) => name))];
    const where = names.length === groups.length ? '' : ` on ${names.join(', ')}`;
    const all = lacking.every(({ reason }) => reason === first.reason);
    return [`No ${figure} of ${systems}${where}: ${all ? '' : 'for example '}${first.reason}.`];
  });
