import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { programOf } from './program.js';
import { cannedServer, json } from './testing/canned-server.js';
import { quietSession } from './testing/quiet-session.js';

const manifest = path.resolve(import.meta.dirname, '../../package.json');

const named = (name: string): unknown => expect.arrayContaining([expect.objectContaining({ name })]);

describe('parley', () => {
  const { session, printed } = quietSession();
  const program = programOf(session);

  it('has the version of its package', () => {
    expect(JSON.parse(readFileSync(manifest, 'utf8'))).toMatchObject({ version: program.version() });
  });

  it('has --json on every command', () => {
    const groups = ['trace', 'projections', 'topics', 'dlq', 'stack'];
    const isGroup = (command: (typeof program.commands)[number]) => groups.includes(command.name());
    const commands = program.commands.flatMap((command) => [
      ...(isGroup(command) ? [] : [command]),
      ...command.commands,
    ]);
    const without = commands.filter(({ options }) => !options.some(({ long }) => long === '--json'));
    expect(without.map((command) => command.name())).toEqual([]);
  });

  it('names the default of a cost cap in dollars', () => {
    const demo = program.commands.find((command) => command.name() === 'demo');
    expect(demo?.helpInformation().replace(/\s+/g, ' ')).toContain('cost cap of the whole demo; default: 1 dollar');
  });

  const one = { name: 'other', description: '', parameters: [], team: [], levels: [1], size: 2 };
  it.each([
    ['systems', { architectures: [one], presets: [] }],
    ['tasks', [one]],
  ])('asks the server that is named for its %s', async (command, known) => {
    const server = await cannedServer(json(200, { architectures: [one], presets: [], families: [one] }));
    await programOf(session).parseAsync([command, '--json', '--server', server.url, '--data', '/nowhere'], {
      from: 'user',
    });
    await server.close();
    expect(JSON.parse(printed.at(-1)!)).toEqual(known);
    expect(server.requests.map(({ url }) => url)).toEqual([`/v1/${command}`]);
  });

  it.each([
    ['systems', { architectures: named('single'), presets: named('openai-high-single') }],
    ['tasks', named('filings')],
  ])('knows its %s without a server', async (command, known) => {
    await programOf(session).parseAsync([command, '--json'], { from: 'user' });
    expect(JSON.parse(printed.at(-1)!)).toEqual(known);
  });

  it('lists runs by label and comparison', async () => {
    const server = await cannedServer(json(200, { runs: [] }));
    const args = ['runs', '--label', 'team=a=b', '--comparison', 'c1', '--server', server.url];
    await programOf(session).parseAsync(args, { from: 'user' });
    await server.close();
    expect(server.requests.map(({ url }) => url)).toEqual(['/v1/runs?limit=20&comparisonId=c1&label=team%3Aa%3Db']);
  });

  it.each([
    [['run', '--seed', 'one'], /--seed <n>' argument 'one' is invalid\. must be a whole number/],
    [['run', '--server', 'nonsense'], /--server <url>' argument 'nonsense' is invalid\. must be an http\(s\) address/],
    [['runs', '--limit', '1000'], /--limit <n>' argument '1000' is invalid\. must be a whole number from 1 to 200/],
    [['demo', '--budget-usd', '2'], /--budget-usd caps what a vendor is paid: add --live/],
    [['compare', '--architectures', 'single,single'], /names single twice/],
    [['prune', '--older-than', '30'], /30d/],
    [['trace', 'export', '--file', 'f'], /name a run, or give --all/],
    [['trace', 'export', 'run'], /--endpoint URL or --file PATH/],
    [['reject', 'solo.1.1.1'], /required option '--reason <text>' not specified/],
    [['rnu'], /unknown command 'rnu'/],
  ])('throws usage errors of %j instead of ending the process', async (args, message) => {
    await expect(programOf(session).parseAsync(args, { from: 'user' })).rejects.toThrow(message);
  });
});
