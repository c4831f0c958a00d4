import { Command } from 'commander';
import { experimentIn } from '../comparison/experiment-file.js';
import { withReportFiles, writeReport, type ReportFiles } from '../comparison/report-output.js';
import { experimentReport } from '../comparison/report.js';
import { runExperiment } from '../comparison/run-experiment.js';
import { withConnectionOptions, type TalkingOptions } from '../options/connection-options.js';
import { comparisonPage } from '../rendering/comparison-page.js';
import { pageText } from '../rendering/comparison-text.js';
import { withServer } from '../server/connect.js';
import type { Session } from '../session.js';

interface ExperimentOptions extends TalkingOptions, ReportFiles {}

export function experimentCommand(session: Session): Command {
  const command = new Command('experiment')
    .description('a matrix of systems, tasks, seeds and repetitions; the same file goes on where it stopped')
    .argument('<file>', 'what is compared, as docs/experiment.schema.json describes it');
  return withConnectionOptions(withReportFiles(command), session).action((file: string, options: ExperimentOptions) =>
    experiment(session, file, options),
  );
}

async function experiment(session: Session, file: string, options: ExperimentOptions): Promise<void> {
  const { terminal } = session;
  const wanted = await experimentIn(file);
  await withServer(session, options, async (api) => {
    const report = experimentReport(wanted, await runExperiment(api, wanted, terminal));
    terminal.print(options.json === true ? JSON.stringify(report) : pageText(comparisonPage(report), terminal));
    await writeReport(report, options, terminal);
  });
}
