import { Command } from 'commander';
import { configOf } from '../options/config-of.js';
import { dataOption } from '../options/data-option.js';
import { counted } from '../rendering/numbers.js';
import type { Session } from '../session.js';

interface RebuildOptions {
  readonly data: string;
  readonly json?: true;
}

export const projectionsCommand = (session: Session): Command =>
  new Command('projections').description('the read models that are made from the events').addCommand(
    new Command('rebuild')
      .description('make them anew: in a PostgreSQL while servers run, in a data directory by its next server')
      .addOption(dataOption(session))
      .option('--json', 'print {"runs": how many} and nothing else on stdout; nothing is counted for a directory')
      .action((options: RebuildOptions) => rebuild(session, options)),
  );

async function rebuild(session: Session, { data, json }: RebuildOptions): Promise<void> {
  const { rebuildProjections } = await import('../projections/rebuild-projections.js');
  const rebuilt = await rebuildProjections(await configOf(session, data));
  const { terminal } = session;
  if (json === true) terminal.print(JSON.stringify(rebuilt));
  else if (rebuilt.runs === undefined) terminal.print(`${data}: the next server makes its read models anew`);
  else terminal.print(`read models made anew, of ${counted(rebuilt.runs, 'run')}`);
}
