import { Command } from 'commander';
import { compareLive } from '../comparison/compare-live.js';
import { comparisonPlan, withComparisonOptions, type ComparisonOptions } from '../comparison/options.js';
import { withModel } from '../comparison/plan.js';
import { comparisonReport } from '../comparison/report.js';
import { budgetOf, withBudgetOptions, type BudgetOptions } from '../options/budget-options.js';
import { withConnectionOptions, type TalkingOptions } from '../options/connection-options.js';
import { chosenModel, withModelOptions, type ModelOptions } from '../options/model-options.js';
import { comparisonText } from '../rendering/comparison-text.js';
import { withServer } from '../server/connect.js';
import type { Session } from '../session.js';

interface CompareOptions extends TalkingOptions, ComparisonOptions, ModelOptions, BudgetOptions {}

const DEFAULT_TASKS = 20;

export function compareCommand(session: Session): Command {
  const command = new Command('compare')
    .description('the same tasks on several systems: success, turns, overhead, tokens, cost')
    .option('--comparison <id>', 'go on with a comparison that was stopped; give the same options as before');
  withBudgetOptions(withModelOptions(withComparisonOptions(command, DEFAULT_TASKS)));
  return withConnectionOptions(command, session).action((options: CompareOptions) => compare(session, options));
}

async function compare(session: Session, options: CompareOptions): Promise<void> {
  const { terminal } = session;
  const model = await chosenModel(options, session);
  const plan = withModel(comparisonPlan(options, budgetOf(options)), model.request);
  await withServer(session, { ...options, env: model.env }, async ({ api }) => {
    const report = comparisonReport(plan, await compareLive(api, plan, options.concurrency, terminal));
    terminal.print(options.json === true ? JSON.stringify(report) : comparisonText(report, terminal));
  });
}
