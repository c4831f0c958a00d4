import { Command, Option } from 'commander';
import type { Api } from '../api/api.js';
import { badInput } from '../cli-error.js';
import { cellsOf } from '../comparison/cells.js';
import type { Experiment } from '../comparison/experiment.js';
import { comparisonOf, withComparisonOptions, withModel, type ComparisonOptions } from '../comparison/options.js';
import { experimentReport } from '../comparison/report.js';
import { runExperiment } from '../comparison/run-experiment.js';
import { demoModel, type DemoKind } from '../demo/demo-model.js';
import { demoText } from '../demo/demo-text.js';
import { introduction } from '../demo/introduction.js';
import { liveliest, sampleText, type Liveliest } from '../demo/sample-run.js';
import { whatNext, type DemoPlace } from '../demo/what-next.js';
import { directoryOption } from '../options/data-option.js';
import { chosenModel, withModelOptions, type ModelOptions } from '../options/model-options.js';
import { namedServer } from '../options/named-server.js';
import { microDollars } from '../options/numbers.js';
import { withServer } from '../server/connect.js';
import type { Session } from '../session.js';
import { plain, type Terminal } from '../terminal.js';

interface DemoOptions extends ComparisonOptions, ModelOptions {
  readonly live?: true;
  readonly data: string;
  readonly budgetUsd?: number;
  readonly json?: true;
  readonly passing?: true;
}

const DEFAULTS = { tasks: 24, families: ['filings', 'crafting', 'research', 'office'] } as const;
const DEFAULT_CAP = '1';

export function demoCommand(session: Session): Command {
  const command = new Command('demo')
    .description('real teams on the same tasks in about a minute: what the teamwork cost and gained')
    .option('--live', 'ask a vendor instead of a simulation: key, model and prices from the environment')
    .option(
      '--budget-usd <amount>',
      `with --live: cost cap of the whole demo; default: ${DEFAULT_CAP} dollar`,
      microDollars,
    )
    .addOption(directoryOption(session, 'data directory, which stays').default('.parley/demo'))
    .option('--json', 'print the comparison as JSON and nothing else on stdout')
    .addOption(new Option('--passing', 'the server ends with the demo').hideHelp());
  return withModelOptions(withComparisonOptions(command, DEFAULTS)).action((options: DemoOptions) =>
    demo(session, options),
  );
}

async function demo(session: Session, options: DemoOptions): Promise<void> {
  const { terminal } = session;
  const { kind, options: modelOptions, env } = demoModel(options, session.env);
  const model = await chosenModel(modelOptions, session);
  const experiment = withModel(capped(comparisonOf(options, DEFAULTS), kind, options.budgetUsd), model.request);
  if (options.json === true) terminal.note(introduction(kind, experiment, { ...terminal, paint: plain }));
  else terminal.print(introduction(kind, experiment, terminal));
  await withServer(session, { ...options, env: { ...env, ...model.env } }, async (api) => {
    const sample = liveliest();
    const report = experimentReport(experiment, await runExperiment(api, experiment, terminal, sample.see));
    if (options.json === true) terminal.print(JSON.stringify(report));
    else {
      const place = { server: namedServer({}, session), data: options.data, passing: options.passing };
      const parts = ['', demoText(report, terminal), ...(await example(api, sample, place, terminal))];
      terminal.print(parts.join('\n\n'));
    }
  });
}

async function example(
  api: Api,
  { runId }: Liveliest,
  place: DemoPlace,
  terminal: Terminal,
): Promise<readonly string[]> {
  return runId === undefined ? [] : [await sampleText(api, runId, terminal), whatNext(runId, place)];
}

/** The cap of a live demo is the sum of the budgets of its runs, so that none of them is left out. */
function capped(experiment: Experiment, kind: DemoKind, cap: number | undefined): Experiment {
  if (kind === 'live') {
    const costCap = cap ?? microDollars(DEFAULT_CAP);
    return { ...experiment, costCap, budget: { microDollars: Math.floor(costCap / cellsOf(experiment).length) } };
  }
  if (cap === undefined) return experiment;
  throw badInput('--budget-usd caps what a vendor is paid: add --live, or leave it out');
}
