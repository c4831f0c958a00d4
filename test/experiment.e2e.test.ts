import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

jest.setTimeout(180_000);

const CLI = path.resolve(import.meta.dirname, '../dist/apps/cli/main.js');
const EXPERIMENT = {
  name: 'small',
  systems: ['single', { name: 'two-peers', architecture: 'decentralized', parameters: { agents: 2 } }],
  tasks: [
    { family: 'filings', levels: [1], count: 4 },
    { family: 'research', count: 4 },
  ],
  repetitions: 2,
  concurrency: 2,
};

let data: string;
beforeEach(async () => {
  data = await mkdtemp(path.join(tmpdir(), 'parley-e2e-'));
});
afterEach(() => rm(data, { recursive: true, force: true }));

async function file(content: object): Promise<string> {
  const name = path.join(data, 'experiment.json');
  await writeFile(name, JSON.stringify(content));
  return name;
}

const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  spawn(process.execPath, [CLI, ...args, '--data', path.join(data, 'log')], {
    env: { PATH: process.env['PATH'], PARLEY_LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

async function parley(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = start(args, env);
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { stdout, stderr, code: child.exitCode };
}

interface Report {
  readonly runs: readonly { readonly runId: string; readonly tokens: number }[];
  readonly stopped?: string;
}

describe('parley experiment', () => {
  it('goes on after kill -9 where it stopped, and runs nothing twice', async () => {
    const name = await file(EXPERIMENT);
    const killed = start(['experiment', name]);
    const [line] = (await once(createInterface({ input: killed.stderr }), 'line')) as [string];
    expect(line).toMatch(/^8 of 32 runs done/);
    killed.kill('SIGKILL');
    await once(killed, 'exit');

    const [csv, markdown] = [path.join(data, 'e.csv'), path.join(data, 'e.md')];
    const second = await parley(['experiment', name, '--json', '--csv', csv, '--markdown', markdown]);
    const third = await parley(['experiment', name, '--json']);
    const report = JSON.parse(second.stdout) as Report;
    expect(new Set(report.runs.map(({ runId }) => runId)).size).toBe(32);
    expect(third.stdout).toBe(second.stdout);
    const listed = await parley(['runs', '--limit', '200', '--json']);
    expect((JSON.parse(listed.stdout) as Report).runs).toHaveLength(32);
    expect((await parley(['pause', report.runs[0]!.runId])).code).toBe(5);
    expect((await readFile(csv, 'utf8')).split('\r\n')).toHaveLength(3 * 2 + 2);
    expect(await readFile(markdown, 'utf8')).toMatch(/^# Comparison small \(rehearsed\): 32 runs\n/);
  });

  it('stops asking for runs at its cost cap, and goes on when it is raised', async () => {
    const prices = path.join(data, 'prices.json');
    await writeFile(prices, JSON.stringify({ 'rehearsal/rehearsal-mid': { input: 250_000, output: 2_000_000 } }));
    const capped = { ...EXPERIMENT, repetitions: 1, budget: { microDollars: 40_000 } };
    const run = async (costCapMicroDollars: number) =>
      JSON.parse(
        (
          await parley(['experiment', await file({ ...capped, costCapMicroDollars }), '--json'], {
            PARLEY_PRICES: prices,
          })
        ).stdout,
      ) as Report;
    const little = await run(60_000);
    const more = await run(10_000_000);
    expect(little.stopped).toMatch(/^the cost cap of \$0\.0600 leaves no room/);
    expect(little.runs.length).toBeGreaterThan(0);
    expect(more).not.toHaveProperty('stopped');
    expect(more.runs).toHaveLength(16);
    expect(more.runs.slice(0, little.runs.length)).toEqual(little.runs);
  });

  it('refuses a name that stands for another experiment', async () => {
    const only = { ...EXPERIMENT, systems: ['single'], tasks: [{ family: 'filings', count: 1 }], repetitions: 1 };
    expect(await parley(['experiment', await file(only)])).toMatchObject({ code: 0 });
    const other = await parley(['experiment', await file({ ...only, budget: { turns: 30 } })]);
    expect(other).toMatchObject({ code: 2, stderr: expect.stringContaining('give the experiment another name') });
  });
});
