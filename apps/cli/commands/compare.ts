import { Command } from 'commander';
import { comparisonOf, withComparisonOptions, withModel, type ComparisonOptions } from '../comparison/options.js';
import { refuseUnknown } from '../comparison/refuse-unknown.js';
import { withReportFiles, writeReport, type ReportFiles } from '../comparison/report-output.js';
import { experimentReport } from '../comparison/report.js';
import { runExperiment } from '../comparison/run-experiment.js';
import { budgetOf, withBudgetOptions, type BudgetOptions } from '../options/budget-options.js';
import { withConnectionOptions, type TalkingOptions } from '../options/connection-options.js';
import { chosenModel, withModelOptions, type ModelOptions } from '../options/model-options.js';
import { comparisonPage } from '../rendering/comparison-page.js';
import { pageText } from '../rendering/comparison-text.js';
import { withServer } from '../server/connect.js';
import type { Session } from '../session.js';

interface CompareOptions extends TalkingOptions, ComparisonOptions, ModelOptions, BudgetOptions, ReportFiles {}

const DEFAULTS = { tasks: 20, families: ['filings'] } as const;

export function compareCommand(session: Session): Command {
  const command = new Command('compare')
    .description('the same tasks on several systems: success, turns, overhead, tokens, cost')
    .option('--comparison <id>', 'go on with a comparison that was stopped; give the same options as before');
  withReportFiles(withBudgetOptions(withModelOptions(withComparisonOptions(command, DEFAULTS))));
  return withConnectionOptions(command, session).action((options: CompareOptions) => compare(session, options));
}

async function compare(session: Session, options: CompareOptions): Promise<void> {
  const { terminal } = session;
  const model = await chosenModel(options, session);
  const experiment = withModel(comparisonOf(options, DEFAULTS, budgetOf(options)), model.request);
  await withServer(session, { ...options, env: model.env }, async (api) => {
    if (options.tasks === undefined) await refuseUnknown(api, options.comparison);
    const report = experimentReport(experiment, await runExperiment(api, experiment, terminal));
    terminal.print(options.json === true ? JSON.stringify(report) : pageText(comparisonPage(report), terminal));
    await writeReport(report, options, terminal);
  });
}
