import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

jest.setTimeout(180_000);

const CLI = path.resolve(import.meta.dirname, '../dist/apps/cli/main.js');
const TASKS = 3;

interface Done {
  readonly runs: readonly { readonly runId: string; readonly status: string }[];
  readonly stopped?: string;
  readonly paired: number;
  readonly left: number;
}
interface Listed {
  readonly runs: readonly {
    readonly architecture: string;
    readonly totals: { readonly spend: Readonly<Record<string, { readonly microDollars: number }>> };
  }[];
}

let directory: string;
let dev: ReturnType<typeof spawn> | undefined;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'parley-baseline-'));
});
afterEach(async () => {
  if (dev?.kill('SIGINT') === true) await once(dev, 'exit');
  await rm(directory, { recursive: true, force: true });
});

const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  spawn(process.execPath, [CLI, ...args, '--data', path.join(directory, 'log'), '--json'], {
    env: { PATH: process.env['PATH'], PARLEY_LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

async function printed(...args: readonly string[]): Promise<string> {
  const child = start(args);
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  if (child.exitCode !== 0) throw new Error(stderr);
  return stdout;
}

const parley = async <T>(...args: readonly string[]): Promise<T> => JSON.parse(await printed(...args)) as T;

/** `parley dev` with a price for its rehearsed models, and rehearsed teams on these tasks. */
async function teamsHaveRun(): Promise<void> {
  const prices = path.join(directory, 'prices.json');
  await writeFile(prices, JSON.stringify({ 'rehearsal/rehearsal-mid': { input: 250_000, output: 2_000_000 } }));
  const server = start(['dev', '--port', '0'], { PARLEY_PRICES: prices });
  dev = server;
  await once(createInterface({ input: server.stdout }), 'line');
  const what = ['--family', 'filings', '--tasks', String(TASKS), '--architectures', 'centralized'];
  await parley('compare', ...what, '--comparison', 'teams');
}

/** What each run of an architecture has cost, in micro-dollars. */
async function costsOf(architecture: string): Promise<readonly number[]> {
  const { runs } = await parley<Listed>('runs', '--limit', '20');
  return runs
    .filter((run) => run.architecture === architecture)
    .map(({ totals }) => Object.values(totals.spend).reduce((sum, { microDollars }) => sum + microDollars, 0));
}

const baseline = (...more: readonly string[]) => parley<Done>('baseline', '--comparison', 'teams', ...more);

describe('parley baseline', () => {
  it('starts no run that its cost cap might not hold, goes on when it is raised, and runs nothing twice', async () => {
    await teamsHaveRun();
    const cap = Math.max(...(await costsOf('centralized')));
    const [little, enough] = [cap - 1, cap].map((microDollars) => String(microDollars / 1_000_000)) as [string, string];
    expect(await baseline('--max-cost', little)).toMatchObject({
      runs: [],
      left: TASKS,
      stopped: expect.stringMatching(/^the cost cap of .* leaves no room/),
    });

    const some = await baseline('--max-cost', enough);
    expect(some).toMatchObject({ runs: [{ status: 'completed' }], left: TASKS - 1 });
    const [spent = 0] = await costsOf('single');
    expect(spent).toBeGreaterThan(0);
    expect(spent).toBeLessThanOrEqual(cap);

    const rest = await baseline();
    expect(rest).toMatchObject({ paired: some.runs.length, left: 0 });
    expect(rest.runs.map(({ status }) => status)).toEqual(Array.from({ length: some.left }, () => 'completed'));
    expect(await baseline()).toMatchObject({ runs: [], paired: TASKS });
    const { groups } = await parley<{ readonly groups: readonly object[] }>('report', '--comparison', 'teams');
    expect(groups).toMatchObject([
      { architecture: 'single', metrics: { runs: TASKS } },
      { architecture: 'centralized', versusBaseline: { overheadPercent: { value: expect.any(Number) } } },
    ]);
  });

  it('gives each run the budget that it sets aside for it', async () => {
    await teamsHaveRun();
    const { runs, left } = await baseline('--max-cost', '0.1', '--budget-usd', '0.06', '--concurrency', '1');
    expect(runs.length).toBeGreaterThan(0);
    expect(runs.length + left).toBe(TASKS);
    const [first = ''] = (await printed('events', runs[0]!.runId)).split('\n');
    expect(JSON.parse(first)).toMatchObject({ data: { budget: { microDollars: 60_000 } } });
  });
});
