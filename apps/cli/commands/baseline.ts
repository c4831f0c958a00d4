import { Command } from 'commander';
import type { Scope } from '#reports';
import type { Api } from '../api/api.js';
import { missingBaselines } from '../baseline/missing-baselines.js';
import { DEFAULT_MAX_COST, runBaselines, type BaselineRuns } from '../baseline/run-baselines.js';
import { withConnectionOptions, type TalkingOptions } from '../options/connection-options.js';
import { durationMs } from '../options/duration.js';
import { oneName } from '../options/lists.js';
import { microDollars, wholeNumber } from '../options/numbers.js';
import { dollars } from '../rendering/numbers.js';
import { runsInScope } from '../report/finished-runs.js';
import { withServer } from '../server/connect.js';
import type { Session } from '../session.js';

interface BaselineOptions extends TalkingOptions {
  readonly family?: string;
  readonly comparison?: string;
  readonly since?: number;
  readonly concurrency: number;
  readonly maxCost?: number;
  readonly budgetUsd?: number;
}

/** What `parley baseline --json` prints. */
interface Done extends BaselineRuns {
  readonly paired: number;
  readonly ownTasks: number;
  /** Missing all the same. */
  readonly left: number;
  /** Why older runs of teams were not looked at. */
  readonly cut?: string;
}

export const baselineCommand = (session: Session): Command =>
  withConnectionOptions(
    new Command('baseline')
      .description('runs the single agents that finished runs of teams are to be compared with, where they are missing')
      .option('--family <name>', 'only for runs on generated tasks of this family', oneName)
      .option('--comparison <id>', 'only for runs of this comparison')
      .option('--since <duration>', 'only for runs that were started within it, such as 12h or 30d', durationMs)
      .option('--concurrency <n>', 'runs at a time', wholeNumber(1, 100), 4)
      .option(
        '--max-cost <amount>',
        `dollars that all of them may cost; default: ${dollars(DEFAULT_MAX_COST)} where a vendor is paid, else no cap`,
        microDollars,
      )
      .option('--budget-usd <amount>', 'dollars that each of them may cost; needs known prices', microDollars),
    session,
  ).action((options: BaselineOptions) => withServer(session, options, (api) => baseline(session, api, options)));

async function baseline({ terminal }: Session, api: Api, options: BaselineOptions): Promise<void> {
  const { concurrency, maxCost, budgetUsd: each } = options;
  const { found, isCut } = await runsInScope(api, scopeOf(options));
  const teams = found.filter(({ architecture }) => architecture !== 'single');
  const budget = each === undefined ? undefined : { microDollars: each };
  const { runs: missing, paired, ownTasks } = await missingBaselines(api, teams, budget);
  const limits = { concurrency, ...(maxCost !== undefined && { maxCost }), ...(each !== undefined && { each }) };
  const ran = await runBaselines(api, missing, limits);
  const left = missing.length - ran.runs.length;
  const done = { ...ran, paired, ownTasks, left, ...(isCut && { cut: cutAt(found.length) }) };
  terminal.print(options.json === true ? JSON.stringify(done) : doneText(done));
}

const cutAt = (looked: number): string =>
  `only the newest ${looked} finished runs were looked at: narrow by family or comparison for older ones`;

function scopeOf({ family, comparison, since }: BaselineOptions): Scope {
  return {
    ...(family !== undefined && { family }),
    ...(comparison !== undefined && { comparison }),
    ...(since !== undefined && { since: Date.now() - since }),
  };
}

function doneText({ runs, stopped, left, paired, ownTasks, cut }: Done): string {
  const ran = runs.map(({ runId, status }) => `${runId} ${status}`);
  const own = ownTasks === 0 ? [] : [`${ownTasks} are on tasks of their own, which only their author can start again`];
  const more = stopped === undefined ? [] : [`${left} are still missing: ${stopped}`];
  const older = cut === undefined ? [] : [`Cut: ${cut}`];
  const counts = `${runs.length} single-agent runs; ${paired} runs of teams had theirs`;
  return [...ran, counts, ...more, ...own, ...older].join('\n');
}
