import { Command, Option } from 'commander';
import { badInput } from '../cli-error.js';
import { configOf } from '../options/config-of.js';
import { dataOption } from '../options/data-option.js';
import { durationMs } from '../options/duration.js';
import { PRUNABLE, type PrunableStatus } from '../prune/prunable.js';
import { counted } from '../rendering/numbers.js';
import type { Session } from '../session.js';

interface PruneOptions {
  readonly data: string;
  readonly olderThan: number;
  readonly status?: PrunableStatus;
  readonly json?: true;
}

export const pruneCommand = (session: Session): Command =>
  new Command('prune')
    .description('remove runs that ended long ago, with all that they own; no server may be running on the directory')
    .requiredOption('--older-than <age>', 'such as 30d or 12h, counted from the end of a run', durationMs)
    .addOption(new Option('--status <status>', 'only these').choices(PRUNABLE))
    .addOption(dataOption(session))
    .option('--json', 'print {"removed": [run ids]} and nothing else on stdout')
    .action((options: PruneOptions) => prune(session, options));

/** The log and the store are loaded for this command alone. */
async function prune(session: Session, { data, olderThan, status, json }: PruneOptions): Promise<void> {
  const { pruneDirectory } = await import('../prune/prune-directory.js');
  const statuses = status === undefined ? PRUNABLE : [status];
  const config = await configOf(session, data);
  if (config.log.kind === 'kafka')
    throw badInput(
      `prune is for data directories, and PARLEY_LOG=kafka keeps runs in none: set PARLEY_LOG=embedded PARLEY_STORE=sqlite to prune ${data}`,
    );
  const removed = await pruneDirectory({ config, olderThanMs: olderThan, statuses, now: Date.now() });
  session.terminal.print(
    json === true ? JSON.stringify({ removed }) : `${counted(removed.length, 'run')} removed from ${data}`,
  );
}
