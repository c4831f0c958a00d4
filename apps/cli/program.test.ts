import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { programOf } from './program.js';
import { quietSession } from './testing/quiet-session.js';

const manifest = path.resolve(import.meta.dirname, '../../package.json');

describe('parley', () => {
  const { session, printed } = quietSession();
  const program = programOf(session);

  it('has the version of its package', () => {
    expect(JSON.parse(readFileSync(manifest, 'utf8'))).toMatchObject({ version: program.version() });
  });

  it('has --json on every command', () => {
    const without = program.commands.filter(({ options }) => !options.some(({ long }) => long === '--json'));
    expect(without.map((command) => command.name())).toEqual([]);
  });

  it.each(['systems', 'tasks'])('knows its %s without a server', async (command) => {
    await programOf(session).parseAsync([command, '--json'], { from: 'user' });
    expect(JSON.parse(printed.at(-1)!)).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: command === 'tasks' ? 'filings' : 'single' })]),
    );
  });

  it.each([
    [['run', '--seed', 'one'], /--seed <n>' argument 'one' is invalid\. must be a whole number/],
    [['compare', '--architectures', 'single,single'], /names single twice/],
    [['prune', '--older-than', '30'], /30d/],
    [['approve', 'run', 'approval', '--decision', 'perhaps'], /Allowed choices are approve, reject/],
    [['rnu'], /unknown command 'rnu'/],
  ])('throws usage errors of %j instead of ending the process', async (args, message) => {
    await expect(programOf(session).parseAsync(args, { from: 'user' })).rejects.toThrow(message);
  });
});
