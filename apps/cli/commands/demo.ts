import { Command } from 'commander';
import { compareLive } from '../comparison/compare-live.js';
import { comparisonPlan, withComparisonOptions, type ComparisonOptions } from '../comparison/options.js';
import { cellsOf, withModel, type ComparisonPlan } from '../comparison/plan.js';
import { comparisonReport, type ComparisonReport } from '../comparison/report.js';
import type { CellRun } from '../comparison/run-cells.js';
import { demoModel, type DemoKind } from '../demo/demo-model.js';
import { introduction } from '../demo/introduction.js';
import { liveliestRun, sampleText } from '../demo/sample-run.js';
import { whatNext } from '../demo/what-next.js';
import { microDollars } from '../options/numbers.js';
import { chosenModel, withModelOptions, type ModelOptions } from '../options/model-options.js';
import { comparisonText } from '../rendering/comparison-text.js';
import { paperText } from '../rendering/paper-text.js';
import { withServer } from '../server/connect.js';
import type { Session } from '../session.js';
import type { Terminal } from '../terminal.js';

interface DemoOptions extends ComparisonOptions, ModelOptions {
  readonly live?: true;
  readonly data: string;
  readonly budgetUsd: number;
  readonly json?: true;
}

const DEFAULT_TASKS = 24;
const DEFAULT_CAP = microDollars('1');

export function demoCommand(session: Session): Command {
  const command = new Command('demo')
    .description('real teams on the same tasks within a minute: what the teamwork cost and gained')
    .option('--live', 'ask a vendor instead of a simulation: key, model and prices from the environment')
    .option('--budget-usd <amount>', 'with --live: cost cap of the whole demo in dollars', microDollars, DEFAULT_CAP)
    .option('--data <dir>', 'data directory, which stays', '.parley/demo')
    .option('--json', 'print the comparison as JSON and nothing else on stdout');
  return withModelOptions(withComparisonOptions(command, DEFAULT_TASKS)).action((options: DemoOptions) =>
    demo(session, options),
  );
}

async function demo(session: Session, options: DemoOptions): Promise<void> {
  const { terminal } = session;
  const { kind, options: modelOptions, env } = demoModel(options, session.env);
  const model = await chosenModel(modelOptions, session);
  const plan = withModel(capped(comparisonPlan(options, undefined), kind, options.budgetUsd), model.request);
  const say = options.json === true ? terminal.note : terminal.print;
  say(introduction(kind, plan, terminal.paint));
  await withServer(session, { ...options, env: { ...env, ...model.env } }, async ({ api }) => {
    const runs = await compareLive(api, plan, options.concurrency, terminal);
    const report = comparisonReport(plan, runs);
    terminal.print(options.json === true ? JSON.stringify(report) : shown(report, runs, options.data, terminal));
  });
}

function shown(report: ComparisonReport, runs: readonly CellRun[], data: string, terminal: Terminal): string {
  const sample = liveliestRun(runs);
  const samples = sample === undefined ? [] : [sampleText(sample, terminal), whatNext(sample.runId, data)];
  return ['', comparisonText(report, terminal), paperText(report, terminal.width), ...samples].join('\n\n');
}

/** The cap of a live demo is the sum of the budgets of its runs. */
function capped(plan: ComparisonPlan, kind: DemoKind, cap: number): ComparisonPlan {
  if (kind !== 'live') return plan;
  return { ...plan, budget: { microDollars: Math.floor(cap / cellsOf(plan).length) } };
}
