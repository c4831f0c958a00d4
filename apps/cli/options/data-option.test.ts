import { describe, expect, it } from '@jest/globals';
import type { Command } from 'commander';
import { programOf } from '../program.js';
import { quietSession } from '../testing/quiet-session.js';

const SHARED = {
  PARLEY_LOG: 'kafka',
  PARLEY_KAFKA_BROKERS: '127.0.0.1:9',
  PARLEY_STORE: 'postgres',
  PARLEY_POSTGRES_URL: 'postgres://127.0.0.1:9/x',
};

/** The names that lead to each command that takes a data directory. */
function takingData(command: Command, names: readonly string[] = []): readonly (readonly string[])[] {
  const own = command.options.some(({ flags }) => flags === '--data <dir>') ? [names] : [];
  return [...own, ...command.commands.flatMap((one) => takingData(one, [...names, one.name()]))];
}

describe('--data with PARLEY_LOG=kafka', () => {
  const { session } = quietSession({ ...SHARED, PARLEY_DATA: '/nowhere' });
  const parley = (...args: readonly string[]) => programOf(session).parseAsync([...args], { from: 'user' });

  it.each(takingData(programOf(session)).map((names) => [names.join(' ')]))('is refused by %s', async (names) => {
    await expect(parley(...names.split(' '), '--data', 'mine')).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(
        /^--data names .* PARLEY_LOG=kafka keeps nothing: leave --data out, or set PARLEY_LOG=embedded/,
      ),
    });
  });

  it('is nothing that PARLEY_DATA would be refused for', async () => {
    await expect(parley('prune', '--older-than', '30d')).rejects.toThrow('prune is for data directories');
  });
});
