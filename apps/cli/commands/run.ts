import { randomUUID } from 'node:crypto';
import { Command } from 'commander';
import type { Parameters, RunEvent, RunId } from '#events';
import type { Api } from '../api/api.js';
import { followRun } from '../api/follow-run.js';
import { projectedRun } from '../api/projected-run.js';
import { startRun, type StartRunBody } from '../api/start-run.js';
import { CliError } from '../cli-error.js';
import { EXIT } from '../exit-codes.js';
import { exitOfRun } from '../exit-of-run.js';
import { narrator } from '../narration/narrator.js';
import { label, parameter } from '../options/assignments.js';
import { budgetOf, withBudgetOptions, type BudgetOptions } from '../options/budget-options.js';
import { withConnectionOptions, type TalkingOptions } from '../options/connection-options.js';
import { chosenModel, withModelOptions, type ModelOptions, type ModelRequest } from '../options/model-options.js';
import { taskRequestOf, withTaskOptions, type TaskOptions, type TaskRequest } from '../options/task-options.js';
import { totalsLine } from '../rendering/totals-line.js';
import { withServer } from '../server/connect.js';
import type { Session } from '../session.js';

interface RunOptions extends TalkingOptions, TaskOptions, ModelOptions, BudgetOptions {
  readonly architecture: string;
  readonly parameter?: Parameters;
  readonly label?: Readonly<Record<string, string>>;
}

export function runCommand(session: Session): Command {
  const command = withTaskOptions(new Command('run').description('work on one task and wait for the answer'))
    .option('--architecture <name>', 'how the team works together (see `parley systems`)', 'single')
    .option('--parameter <key=value>', 'a parameter of the architecture; repeatable', parameter)
    .option('--label <key=value>', 'a label to find the run by; repeatable', label);
  withBudgetOptions(withModelOptions(command));
  return withConnectionOptions(command, session).action((file: string | undefined, options: RunOptions) =>
    run(session, file, options),
  );
}

async function run(session: Session, file: string | undefined, options: RunOptions): Promise<void> {
  const task = await taskRequestOf(file, options);
  const model = await chosenModel(options, session);
  await withServer(session, { ...options, env: model.env }, async ({ api, own }) => {
    const runId = await startRun(api, bodyOf(task, options, model.request), randomUUID());
    const events = await watched(session, api, runId, options).catch((error: unknown) => {
      if (error instanceof CliError && error.exitCode === EXIT.interrupted) session.terminal.note(goesOn(runId, own));
      throw error;
    });
    await report(session, api, events, options);
    session.end(exitOfRun(events));
  });
}

function bodyOf(task: TaskRequest, options: RunOptions, model: ModelRequest | undefined): StartRunBody {
  const { architecture, parameter: parameters, label: labels, seed } = options;
  const budget = budgetOf(options);
  return {
    ...task,
    system: {
      architecture,
      ...(model === undefined ? {} : { model }),
      ...(parameters === undefined ? {} : { parameters }),
    },
    ...(budget === undefined ? {} : { budget }),
    ...(seed === undefined ? {} : { seed }),
    ...(labels === undefined ? {} : { labels }),
  };
}

/** Tells the run as it happens, unless JSON is wanted; returns all its events. */
async function watched(
  { terminal }: Session,
  api: Api,
  runId: RunId,
  { json }: RunOptions,
): Promise<readonly RunEvent[]> {
  const tell = narrator({ paint: terminal.paint, width: terminal.width, brief: false });
  const events: RunEvent[] = [];
  for await (const event of followRun(api, runId)) {
    events.push(event);
    if (json !== true) tell(event).forEach(terminal.print);
  }
  return events;
}

async function report(
  { terminal }: Session,
  api: Api,
  events: readonly RunEvent[],
  { json }: RunOptions,
): Promise<void> {
  const last = events.at(-1);
  if (last === undefined) return;
  const view = await projectedRun(api, last.runId, last.sequence);
  terminal.print(json === true ? JSON.stringify(view) : totalsLine(view));
}

const goesOn = (runId: RunId, own: boolean): string =>
  own
    ? `run ${runId} is kept and goes on when \`parley dev\` starts on this data directory`
    : `run ${runId} goes on; \`parley events ${runId} --follow\` watches it, \`parley cancel ${runId}\` ends it`;
