import type { Infrastructure } from '#platform';
import { badInput } from '../cli-error.js';
import { commandIn, letterId, letters, lettersNamed, type Letter } from './letter.js';

type Installation = Pick<Infrastructure, 'log' | 'store'>;

/** Settles them all, or throws before it has settled one. */
export async function dropLetters({ log, store }: Installation, ids: readonly string[], now: number): Promise<void> {
  const named = open(lettersNamed(await letters(log, store), ids));
  for (const letter of named) await store.settleLetter(letter, { how: 'dropped', at: now });
}

/**
 * Sends the commands in these letters again, all or none. One that is sent twice is decided on as one that is delivered
 * twice: what is open no more is left alone.
 */
export async function retryLetters({ log, store }: Installation, ids: readonly string[], now: number): Promise<void> {
  const named = open(lettersNamed(await letters(log, store), ids));
  const commands = named.map(commandIn);
  await log.publish(commands.map((message) => ({ topic: 'run-commands', message })));
  for (const letter of named) await store.settleLetter(letter, { how: 'retried', at: now });
}

function open(named: readonly Letter[]): readonly Letter[] {
  for (const letter of named) {
    if (letter.settled !== undefined) throw badInput(`${letterId(letter)} has been ${letter.settled.how} already`);
  }
  return named;
}
