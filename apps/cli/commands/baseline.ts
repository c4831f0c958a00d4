import pLimit from 'p-limit';
import { Command } from 'commander';
import { allOf } from '../api/all-of.js';
import type { Api } from '../api/api.js';
import { followRun } from '../api/follow-run.js';
import { startRun } from '../api/start-run.js';
import { missingBaselines, type PairedRun } from '../baseline/missing-baselines.js';
import { withConnectionOptions, type TalkingOptions } from '../options/connection-options.js';
import { durationMs } from '../options/duration.js';
import { wholeNumber } from '../options/numbers.js';
import { runsInScope, type Scope } from '../report/finished-runs.js';
import { withServer } from '../server/connect.js';
import type { Session } from '../session.js';

interface BaselineOptions extends TalkingOptions {
  readonly family?: string;
  readonly comparison?: string;
  readonly since?: number;
  readonly concurrency: number;
}

/** What `parley baseline --json` prints. */
interface Done {
  readonly runs: readonly { readonly runId: string; readonly status: string }[];
  readonly paired: number;
  readonly ownTasks: number;
}

export const baselineCommand = (session: Session): Command =>
  withConnectionOptions(
    new Command('baseline')
      .description('runs the single agents that finished runs of teams are to be compared with, where they are missing')
      .option('--family <name>', 'only for runs on generated tasks of this family')
      .option('--comparison <id>', 'only for runs of this comparison')
      .option('--since <duration>', 'only for runs that were started within it, such as 12h or 30d', durationMs)
      .option('--concurrency <n>', 'runs at a time', wholeNumber(1, 100), 4),
    session,
  ).action((options: BaselineOptions) => withServer(session, options, (api) => baseline(session, api, options)));

async function baseline({ terminal }: Session, api: Api, options: BaselineOptions): Promise<void> {
  const { found } = await runsInScope(api, scopeOf(options));
  const teams = found.filter(({ architecture }) => architecture !== 'single');
  const { runs: missing, paired, ownTasks } = await missingBaselines(api, teams);
  const done = { runs: await allRun(api, missing, options.concurrency), paired, ownTasks };
  terminal.print(options.json === true ? JSON.stringify(done) : doneText(done));
}

function scopeOf({ family, comparison, since }: BaselineOptions): Scope {
  return {
    ...(family !== undefined && { family }),
    ...(comparison !== undefined && { comparison }),
    ...(since !== undefined && { since: Date.now() - since }),
  };
}

async function allRun(api: Api, missing: readonly PairedRun[], concurrency: number): Promise<Done['runs']> {
  const limit = pLimit(concurrency);
  try {
    return await Promise.all(missing.map(({ key, body }) => limit(() => run(api, { key, body }))));
  } finally {
    limit.clearQueue();
  }
}

const ENDS: Readonly<Record<string, string>> = {
  RunCompleted: 'completed',
  RunFailed: 'failed',
  RunCancelled: 'cancelled',
  CommandRejected: 'refused',
};

async function run(api: Api, { key, body }: PairedRun): Promise<Done['runs'][number]> {
  const runId = await startRun(api, body, key);
  const end = (await allOf(followRun(api, runId))).findLast(({ type }) => type in ENDS);
  return { runId, status: ENDS[end?.type ?? ''] ?? 'unknown' };
}

function doneText({ runs, paired, ownTasks }: Done): string {
  const ran = runs.map(({ runId, status }) => `${runId} ${status}`);
  const own = ownTasks === 0 ? [] : [`${ownTasks} are on tasks of their own, which only their author can start again`];
  return [...ran, `${runs.length} single-agent runs; ${paired} runs of teams had theirs`, ...own].join('\n');
}
