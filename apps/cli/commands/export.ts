import { Command } from 'commander';
import { RunIdSchema, type RunId } from '#events';
import { badInput } from '../cli-error.js';
import { configOf } from '../options/config-of.js';
import { dataOption } from '../options/data-option.js';
import { count, counted } from '../rendering/numbers.js';
import type { Session } from '../session.js';
import type { Register } from '../transfer/known-runs.js';
import type { Belongings } from '../transfer/pick-up.js';

interface ExportOptions {
  readonly data: string;
  readonly file: string;
  readonly all?: true;
  readonly withoutBrokers?: true;
  readonly json?: true;
}

export const exportCommand = (session: Session): Command =>
  new Command('export')
    .description('write runs with all that they own into a file; no server may be running on a data directory')
    .argument('[runs...]', 'ids of runs')
    .option('--all', 'every run there is; those that are damaged are passed over')
    .option('--without-brokers', 'what the database has, where the brokers or their topics are lost')
    .requiredOption('--file <path>', 'where to')
    .addOption(dataOption(session))
    .option(
      '--json',
      'print {"runs", "events", "blobs", "missing"}: how many, with the ids of "damaged" runs, and nothing else on stdout',
    )
    .action((runs: readonly string[], options: ExportOptions) => exportTo(session, runs, options));

async function exportTo(session: Session, named: readonly string[], options: ExportOptions): Promise<void> {
  const { file, all, json } = options;
  const chosen = chosenOf(named, all === true);
  const { carriedRuns, notExported } = await import('../transfer/carried-runs.js');
  const { exportRuns } = await import('../transfer/export-runs.js');
  const { terminal } = session;
  const damaged: RunId[] = [];
  const onDamaged = (runId: RunId, reason: string) => {
    damaged.push(runId);
    terminal.note(notExported(runId, reason));
  };
  const exported = await fromOrigin(session, options, (origin) =>
    exportRuns(carriedRuns(origin, chosen, onDamaged), file),
  );
  if (json === true) {
    terminal.print(JSON.stringify({ ...exported, damaged }));
    return;
  }
  const { runs, events, blobs, missing } = exported;
  terminal.print(`${counted(runs, 'run')} with ${counted(events, 'event')} and ${counted(blobs, 'text')} in ${file}`);
  if (missing > 0) terminal.note(`${count(missing)} texts that events name are not there any more`);
}

async function fromOrigin<T>(
  session: Session,
  { data, withoutBrokers }: ExportOptions,
  work: (origin: Register & Belongings) => Promise<T>,
): Promise<T> {
  const config = await configOf(session, data);
  if (withoutBrokers === true) {
    const { withDatabase } = await import('../installation/with-database.js');
    return withDatabase(config, (store) => work({ ...store, store }));
  }
  const { withExistingInstallation } = await import('../installation/with-installation.js');
  return withExistingInstallation(config, work);
}

function chosenOf(named: readonly string[], all: boolean): readonly RunId[] | 'all' {
  if (named.length > 0 === all) throw badInput('name runs, or give --all for every one');
  return all ? 'all' : named.map(runIdIn);
}

function runIdIn(text: string): RunId {
  const parsed = RunIdSchema.safeParse(text);
  if (!parsed.success) throw badInput(`${text} is no id of a run: it must be a lower-case UUIDv7`);
  return parsed.data;
}
