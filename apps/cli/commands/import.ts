import { Command } from 'commander';
import { configOf } from '../options/config-of.js';
import { dataOption } from '../options/data-option.js';
import { count, counted } from '../rendering/numbers.js';
import type { Session } from '../session.js';

interface ImportOptions {
  readonly data: string;
  readonly file: string;
  readonly json?: true;
}

export const importCommand = (session: Session): Command =>
  new Command('import')
    .description(
      'take runs in from a file that `parley export` has written, but for those that are here; those that are open go on here',
    )
    .requiredOption('--file <path>', 'where from')
    .addOption(dataOption(session))
    .option('--json', 'print {"imported", "present"}: ids of runs, and nothing else on stdout')
    .action((options: ImportOptions) => importFrom(session, options));

async function importFrom(session: Session, { data, file, json }: ImportOptions): Promise<void> {
  const { importRuns } = await import('../transfer/import-runs.js');
  const { runsInFile } = await import('../transfer/runs-in-file.js');
  const { withInstallation } = await import('../installation/with-installation.js');
  const config = await configOf(session, data);
  const result = await withInstallation(config, (installation) => importRuns(installation, runsInFile(file)));
  const { terminal } = session;
  if (json === true) terminal.print(JSON.stringify(result));
  else
    terminal.print(
      `${counted(result.imported.length, 'run')} imported, ${count(result.present.length)} were here already`,
    );
}
