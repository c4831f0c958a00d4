import { Command } from 'commander';
import type { Infrastructure } from '#platform';
import { configOf } from '../options/config-of.js';
import { dataOption } from '../options/data-option.js';
import type { Session } from '../session.js';

interface DlqOptions {
  readonly data: string;
  readonly all?: true;
  readonly json?: true;
}
type Work<T> = (installation: Infrastructure) => Promise<T>;

/** What an operator does about records that nobody could decide on. */
export function dlqCommand(session: Session): Command {
  const command = (name: string, description: string): Command =>
    new Command(name)
      .description(description)
      .addOption(dataOption(session))
      .option('--json', 'print JSON and nothing else on stdout');
  return new Command('dlq')
    .description('dead letters: what could not be decided on; no server may be running on a data directory')
    .addCommand(
      command('list', 'those that nobody has settled')
        .option('--all', 'also those that were sent again or dropped')
        .action((options: DlqOptions) => list(session, options)),
    )
    .addCommand(
      command('show', 'one of them, whole')
        .argument('<letter>', 'as `list` names it')
        .action((id: string, options: DlqOptions) => show(session, id, options)),
    )
    .addCommand(
      command('retry', 'send the commands in them again, all or none')
        .argument('<letters...>', 'as `list` names them')
        .action((ids: readonly string[], options: DlqOptions) => settle(session, 'retried', { ids, options })),
    )
    .addCommand(
      command('drop', 'take them for settled; they stay in the log')
        .argument('<letters...>', 'as `list` names them')
        .action((ids: readonly string[], options: DlqOptions) => settle(session, 'dropped', { ids, options })),
    );
}

async function list(session: Session, options: DlqOptions): Promise<void> {
  const { letters } = await import('../dlq/letter.js');
  const all = await onInstallation(session, options, ({ log, store }) => letters(log, store));
  const shown = options.all === true ? all : all.filter(({ settled }) => settled === undefined);
  const { lettersText } = await import('../dlq/letters-text.js');
  const { print, width } = session.terminal;
  print(options.json === true ? JSON.stringify({ letters: shown }) : lettersText(shown, width));
}

async function show(session: Session, id: string, options: DlqOptions): Promise<void> {
  const { letters, lettersNamed } = await import('../dlq/letter.js');
  const all = await onInstallation(session, options, ({ log, store }) => letters(log, store));
  const { letterText } = await import('../dlq/letters-text.js');
  for (const letter of lettersNamed(all, [id])) {
    session.terminal.print(options.json === true ? JSON.stringify(letter) : letterText(letter));
  }
}

async function settle(
  session: Session,
  how: 'retried' | 'dropped',
  { ids, options }: { readonly ids: readonly string[]; readonly options: DlqOptions },
): Promise<void> {
  const { dropLetters, retryLetters } = await import('../dlq/settle-letters.js');
  const act = how === 'retried' ? retryLetters : dropLetters;
  await onInstallation(session, options, (installation) => act(installation, ids, Date.now()));
  session.terminal.print(options.json === true ? JSON.stringify({ [how]: ids }) : `${ids.join(', ')}: ${how}`);
}

/** The log and the store are loaded for these commands alone. */
async function onInstallation<T>(session: Session, { data }: DlqOptions, work: Work<T>): Promise<T> {
  const { withExistingInstallation } = await import('../installation/with-installation.js');
  return withExistingInstallation(await configOf(session, data), work);
}
