import type { DeadLetter, EventLog } from '#event-log';
import { decode, isEvent, type RunCommand } from '#events';
import type { LetterPlace, Settlement, Store } from '#store';
import { badInput, reasonOf } from '../cli-error.js';

/** A dead letter in its place, and what somebody has done about it. */
export interface Letter extends LetterPlace {
  /** When it was laid there, epoch milliseconds. */
  readonly time: number;
  readonly deadLetter: DeadLetter;
  readonly settled?: Settlement;
}

/** `<partition>:<offset>`. */
export const letterId = ({ partition, offset }: LetterPlace): string => `${partition}:${offset}`;

/** All that the log has, in order within their partitions. */
export async function letters(
  log: Pick<EventLog, 'read'>,
  store: Pick<Store, 'settledLetters'>,
): Promise<readonly Letter[]> {
  const settled = new Map(
    (await store.settledLetters()).map(({ how, at, ...place }) => [letterId(place), { how, at }] as const),
  );
  const found: Letter[] = [];
  for await (const record of log.read('run-dead-letters', new Map())) {
    if (!('deadLetter' in record)) continue;
    const { partition, offset, time, deadLetter } = record;
    const settlement = settled.get(letterId(record));
    found.push({ partition, offset, time, deadLetter, ...(settlement && { settled: settlement }) });
  }
  return found;
}

/** @throws CliError that says which letter is not there */
export function lettersNamed(all: readonly Letter[], ids: readonly string[]): readonly Letter[] {
  const known = new Map(all.map((letter) => [letterId(letter), letter]));
  return ids.map((id) => {
    const letter = known.get(id);
    if (letter === undefined)
      throw badInput(`there is no dead letter ${id}: \`parley dlq list --all\` shows those there are`);
    return letter;
  });
}

/**
 * The command that a letter holds.
 * @throws CliError where it holds something else, which nobody could decide on the next time either
 */
export function commandIn(letter: Letter): RunCommand {
  const message = decoded(letter);
  if (isEvent(message) || message.type === 'RunDiagnosed') {
    throw badInput(`${letterId(letter)} holds no command: it cannot be sent again, only dropped`);
  }
  return message;
}

function decoded(letter: Letter) {
  const { headers, value } = letter.deadLetter;
  try {
    return decode({ headers, value });
  } catch (error) {
    throw badInput(`${letterId(letter)} cannot be sent again, only dropped: it cannot be read (${reasonOf(error)})`);
  }
}
