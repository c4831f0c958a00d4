import { randomUUID } from 'node:crypto';
import { Command } from 'commander';
import type { RunEvent, RunId } from '#events';
import { allOf } from '../api/all-of.js';
import type { Api } from '../api/api.js';
import { followRun } from '../api/follow-run.js';
import { projectedRun } from '../api/projected-run.js';
import { startRun, type StartRunBody } from '../api/start-run.js';
import { CliError } from '../cli-error.js';
import { EXIT } from '../exit-codes.js';
import { exitOfRun } from '../exit-of-run.js';
import { watchRun } from '../narration/watch-run.js';
import { label } from '../options/assignments.js';
import { budgetOf, withBudgetOptions, type BudgetOptions } from '../options/budget-options.js';
import { withConnectionOptions, type TalkingOptions } from '../options/connection-options.js';
import { chosenModel, withModelOptions, type ModelOptions } from '../options/model-options.js';
import { taskOrFollowUp, withFollowUpOption, type FollowUpOptions } from '../options/follow-up-options.js';
import { systemRequestOf, withSystemOptions, type SystemOptions } from '../options/system-options.js';
import { withTaskOptions } from '../options/task-options.js';
import { withToolServerOption, type ToolServerOptions } from '../options/tool-server-options.js';
import { paragraph } from '../rendering/fit.js';
import { totalsLine } from '../rendering/totals-line.js';
import { withServer } from '../server/connect.js';
import { declaring, withToolsOf } from '../server/tool-servers.js';
import type { Session } from '../session.js';

interface RunOptions
  extends TalkingOptions, FollowUpOptions, SystemOptions, ModelOptions, BudgetOptions, ToolServerOptions {
  readonly label?: Readonly<Record<string, string>>;
}

export function runCommand(session: Session): Command {
  const command = withTaskOptions(new Command('run').description('work on one task and wait for the answer'));
  withSystemOptions(withFollowUpOption(command)).option(
    '--label <key=value>',
    'a label to find the run by; repeatable',
    label,
  );
  withToolServerOption(withBudgetOptions(withModelOptions(command)));
  return withConnectionOptions(command, session).action((task: string | undefined, options: RunOptions) =>
    run(session, task, options),
  );
}

async function run(session: Session, argument: string | undefined, options: RunOptions): Promise<void> {
  const { toolServer: servers = [] } = options;
  const task = await taskOrFollowUp(argument, options);
  const model = await chosenModel(options, session);
  const system = await systemRequestOf(options, model.request);
  await declaring(servers, session, (tools) => {
    const ownFor = servers.length === 0 ? undefined : '--tool-server';
    return withServer(session, { ...options, env: { ...model.env, ...tools }, ownFor }, async (api) => {
      const body = { ...(await withToolsOf(api, servers, task)), system, ...restOf(options) };
      await watchedRun(session, api, body, options);
    });
  });
}

async function watchedRun(session: Session, api: Api, body: StartRunBody, options: RunOptions): Promise<void> {
  const runId = await startRun(api, body, randomUUID());
  const events = await watched(session, api, runId, options).catch((error: unknown) => {
    if (error instanceof CliError && error.exitCode === EXIT.interrupted) session.terminal.note(goesOn(runId));
    throw error;
  });
  await report(session, api, events, options);
  session.end(exitOfRun(events));
}

function restOf(options: RunOptions): Omit<StartRunBody, 'system'> {
  const { label: labels, seed, continue: continuesRunId } = options;
  const budget = budgetOf(options);
  return {
    ...(budget === undefined ? {} : { budget }),
    ...(seed === undefined ? {} : { seed }),
    ...(labels === undefined ? {} : { labels }),
    ...(continuesRunId === undefined ? {} : { continuesRunId }),
  };
}

/** All events of the run, which is told meanwhile unless JSON is wanted. */
const watched = ({ terminal }: Session, api: Api, runId: RunId, { json }: RunOptions): Promise<readonly RunEvent[]> =>
  json === true ? allOf(followRun(api, runId)) : watchRun(terminal, api, runId);

async function report(
  { terminal }: Session,
  api: Api,
  events: readonly RunEvent[],
  { json }: RunOptions,
): Promise<void> {
  const last = events.at(-1);
  if (last === undefined) return;
  const view = await projectedRun(api, last.runId, last.sequence);
  terminal.print(json === true ? JSON.stringify(view) : paragraph(totalsLine(view), terminal.width));
}

const goesOn = (runId: RunId): string =>
  `run ${runId} is kept and goes on as soon as a server runs on its data directory (\`parley dev\`): ` +
  `\`parley events ${runId} --follow\` watches it, \`parley cancel ${runId}\` ends it`;
