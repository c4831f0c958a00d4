import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { architectures } from '#coordination';
import { completion, openChatServer, sendJson, type ChatServer } from '#llm/testing';

jest.setTimeout(180_000);

const CLI = path.resolve(import.meta.dirname, '../dist/apps/cli/main.js');
const SHIM = path.resolve(import.meta.dirname, '../tools/parley.mjs');
const RUN_ID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/;

let data: string;
let chat: ChatServer | undefined;
beforeEach(async () => {
  data = await mkdtemp(path.join(tmpdir(), 'parley-e2e-'));
});
afterEach(async () => {
  await chat?.close();
  chat = undefined;
  await rm(data, { recursive: true, force: true });
});

const startWith = (program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  spawn(process.execPath, [program, ...args, '--data', data], {
    env: { PATH: process.env['PATH'], PARLEY_LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
const start = (...args: readonly string[]) => startWith(CLI, args);

async function parley(...args: readonly string[]) {
  const child = start(...args);
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { stdout, stderr, code: child.exitCode };
}

async function json(...args: readonly string[]): Promise<Record<string, unknown>> {
  const { stdout } = await parley(...args, '--json');
  return JSON.parse(stdout) as Record<string, unknown>;
}

/** The first line of output that has what is looked for. */
async function line(child: ReturnType<typeof start>, pattern: RegExp): Promise<string> {
  for await (const one of createInterface({ input: child.stdout })) if (pattern.test(one)) return one;
  throw new Error(`the command ended without a line that matches ${String(pattern)}`);
}

/** `parley dev` on the directory, for as long as the work takes. */
async function served<T>(work: (url: string) => Promise<T>): Promise<T> {
  const dev = start('dev', '--port', '0', '--json');
  try {
    const { listening } = JSON.parse(await line(dev, /listening/)) as { listening: string };
    return await work(listening);
  } finally {
    dev.kill('SIGINT');
    expect(await once(dev, 'exit')).toEqual([0, null]);
  }
}

/** Resolves once nobody answers there any more. */
async function gone(url: string): Promise<void> {
  const answers = () => fetch(`${url}/healthz`).then(Boolean, () => false);
  while (await answers());
}

async function serverFile(): Promise<{ readonly url: string }> {
  return JSON.parse(await readFile(path.join(data, 'server.json'), 'utf8')) as { url: string };
}

async function taskFile(task: object): Promise<string> {
  const file = path.join(data, 'task.json');
  await writeFile(file, JSON.stringify(task));
  return file;
}

const FILINGS = ['run', '--family', 'filings', '--seed', '1', '--index', '0'];

describe('parley run', () => {
  it('tells a rehearsed team at work and takes its server with it', async () => {
    const { stdout, code } = await parley(...FILINGS, '--architecture', 'centralized');
    expect(stdout).toMatch(/^run .* \(rehearsed\)\n {2}centralized: orchestrator, worker-1, worker-2, worker-3/);
    expect(stdout).toMatch(/orchestrator -> worker-1 \(delegate\):/);
    expect(stdout).toMatch(/graded: (passed|wrong)/);
    expect(stdout).not.toContain('\u001B[');
    expect([0, 1]).toContain(code);
    const [runId = ''] = RUN_ID.exec(stdout) ?? [];
    expect((await parley('cancel', runId)).code).toBe(5);
    expect((await parley('runs')).stdout).toContain(runId);
  });

  it('prints one JSON document and nothing else with --json', async () => {
    const run = await json(...FILINGS, '--label', 'who=me');
    expect(run).toMatchObject({ status: 'completed', rehearsed: true, architecture: 'single', labels: { who: 'me' } });
    expect(run).toHaveProperty('graded.passed');
  });

  it.each([
    ['right', '42', 0],
    ['wrong', '41', 1],
  ])('ends with a status that says whether a real model was %s', async (_what, answer, status) => {
    chat = await openChatServer((response) => {
      sendJson(response, completion({ content: answer }));
    });
    const file = await taskFile({ input: 'What is 6 x 7?', expected: 42 });
    const { stdout, code } = await parley(
      'run',
      file,
      '--base-url',
      chat.baseUrl,
      '--model',
      'openai-compatible/small',
    );
    expect(stdout).toContain('single: solo on openai-compatible/small');
    expect(stdout).not.toContain('rehearsed');
    expect(code).toBe(status);
  });

  it('ends with 3 when the run fails', async () => {
    chat = await openChatServer((response) => {
      sendJson(response, { error: { message: 'no such key' } }, { status: 401 });
    });
    const file = await taskFile({ input: 'What is 6 x 7?' });
    const { stdout, code } = await parley(
      'run',
      file,
      '--base-url',
      chat.baseUrl,
      '--model',
      'openai-compatible/small',
    );
    expect(stdout).toContain('authentication_failed');
    expect(code).toBe(3);
  });

  it('ends with 4 when somebody cancels it', async () => {
    chat = await openChatServer(() => undefined);
    const file = await taskFile({ input: 'What is 6 x 7?' });
    const run = start('run', file, '--base-url', chat.baseUrl, '--model', 'openai-compatible/small');
    const exit = once(run, 'exit');
    const [runId = ''] = RUN_ID.exec(await line(run, RUN_ID)) ?? [];
    expect((await parley('cancel', runId, '--reason', 'enough')).code).toBe(0);
    expect(await exit).toEqual([4, null]);
  });

  it('leaves its run to be finished by the next server when it is interrupted', async () => {
    let answering = false;
    chat = await openChatServer((response) => {
      if (answering) sendJson(response, completion({ content: '42' }));
    });
    const file = await taskFile({ input: 'What is 6 x 7?', expected: 42 });
    const run = start('run', file, '--base-url', chat.baseUrl, '--model', 'openai-compatible/small');
    const [exit, notes] = [once(run, 'exit'), text(run.stderr)];
    const [runId = ''] = RUN_ID.exec(await line(run, RUN_ID)) ?? [];
    run.kill('SIGINT');
    expect(await exit).toEqual([130, null]);
    expect(await notes).toContain(`run ${runId} is kept`);
    answering = true;
    expect(await json('show', runId)).toMatchObject({ run: { status: 'running' } });
    await served(async () => {
      await parley('events', runId, '--follow');
      expect(await json('show', runId)).toMatchObject({ run: { status: 'completed', answers: [{ text: '42' }] } });
    });
  });

  it('shares its server: it stays for a command that has come to use it, and goes with that', async () => {
    const asked = Promise.withResolvers<ServerResponse>();
    chat = await openChatServer(asked.resolve);
    const file = await taskFile({ input: 'What is 6 x 7?', expected: 42 });
    const run = start('run', file, '--base-url', chat.baseUrl, '--model', 'openai-compatible/small');
    const exit = once(run, 'exit');
    const [runId = ''] = RUN_ID.exec(await line(run, RUN_ID)) ?? [];
    const { url } = await serverFile();
    const other = start('events', runId, '--follow');
    const [otherExit, events] = [once(other, 'exit'), text(other.stdout)];
    await once(other.stdout, 'data');
    run.kill('SIGINT');
    expect(await exit).toEqual([130, null]);
    sendJson(await asked.promise, completion({ content: '42' }));
    expect(await otherExit).toEqual([0, null]);
    expect(await events).toContain('RunGraded');
    await gone(url);
  });

  it('may be started several times at once on a new directory', async () => {
    const runs = await Promise.all(['1', '2', '3'].map((seed) => json(...FILINGS.with(4, seed))));
    expect(runs.map(({ status }) => status)).toEqual(['completed', 'completed', 'completed']);
  });

  it('tells texts that are too long for an event, and says when they have been erased', async () => {
    const long = `It is 42. ${'Because it is. '.repeat(2_000)}`;
    chat = await openChatServer((response) => {
      sendJson(response, completion({ content: long }));
    });
    const file = await taskFile({ input: 'What is 6 x 7?' });
    const model = ['--base-url', chat.baseUrl, '--model', 'openai-compatible/small'];
    const { stdout } = await parley('run', file, ...model);
    const [runId = ''] = RUN_ID.exec(stdout) ?? [];
    expect(stdout).toMatch(/answer of solo:\n {4}It is 42\. Because it is\./);
    await served(async () => {
      expect((await parley('show', runId)).stdout).toContain('It is 42. Because it is.');
      await rm(path.join(data, 'blobs'), { recursive: true });
      expect((await parley('show', runId)).stdout).toMatch(/answer of solo:\n {4}\(erased\)\n/);
    });
  });

  it.each([
    [['run'], /no task: give a TASK\.json/],
    [['run', '--family', 'filing'], /--family: "filing" is not known: use one of filings/],
    [['run', '--family', 'filings', '--architecture', 'ring'], /system\.architecture: .*single/],
    [['run', '--family', 'filings', '--budget-usd', '1'], /budget\.microDollars: .*price/],
    [['frobnicate'], /unknown command/],
  ])('%j is refused in one line with status 2', async (args, message) => {
    const { stdout, stderr, code } = await parley(...args);
    expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

/** Of the demo's tasks. */
const FAMILIES = 4;

describe('parley demo', () => {
  it('compares all architectures, may be run again, and leaves a directory that dev opens', async () => {
    const first = await parley('demo', '--tasks', '2');
    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(/^REHEARSED: no model is asked/);
    expect(first.stdout).toContain(`\nall tasks (${2 * FAMILIES} tasks, rehearsed): what it cost\n`);
    expect(first.stdout).not.toMatch(/matched/i);
    expect(first.stdout).toContain('Table 5');
    expect((await parley('demo', '--tasks', '1')).code).toBe(0);
    const [, runId = ''] = /parley show (\S+)/.exec(first.stdout) ?? [];
    await served(async () => {
      const { runs } = await json('runs', '--limit', '100');
      expect(runs).toHaveLength(3 * FAMILIES * architectures().length);
      const shown = await parley('show', runId);
      expect(shown.stdout).toContain(`run ${runId} (rehearsed)`);
      const { stdout } = await parley('events', runId, '--follow', '--json');
      const events = stdout
        .trimEnd()
        .split('\n')
        .map((one) => JSON.parse(one) as { sequence: number; type: string });
      expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
      expect(events.at(-1)?.type).toBe('RunGraded');
    });
  });
});

describe('parley compare', () => {
  it('goes on with a comparison by its id instead of running it again', async () => {
    const args = ['compare', '--tasks', '2', '--architectures', 'single,independent', '--comparison', 'mine'];
    const first = await json(...args);
    const second = await json(...args);
    expect(first['runs']).toHaveLength(4);
    expect(second).toEqual(first);
    const other = await parley(...args, '--budget-turns', '9');
    expect(other).toMatchObject({ code: 2, stdout: '' });
    expect(other.stderr).toContain('mine was started before with another single');
    const mistyped = await parley('compare', '--comparison', 'mien');
    expect(mistyped).toMatchObject({ code: 2, stderr: expect.stringContaining('there is no comparison mien') });
  });
});

describe('the parley program', () => {
  /** `parley dev` through the program that chooses the Node to run it. */
  async function serving() {
    const shim = startWith(SHIM, ['dev', '--port', '0', '--json']);
    const exit = once(shim, 'exit');
    const { listening } = JSON.parse(await line(shim, /listening/)) as { listening: string };
    return { shim, exit, listening };
  }

  it('leaves nothing behind when it is killed', async () => {
    const { shim, exit, listening } = await serving();
    shim.kill('SIGKILL');
    await exit;
    await gone(listening);
  });

  it('passes signals on, and ends with what the command makes of them', async () => {
    const { shim, exit, listening } = await serving();
    shim.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
    await gone(listening);
    const follow = startWith(SHIM, ['run', '--family', 'filings', '--architecture', 'centralized']);
    const ended = once(follow, 'exit');
    await line(follow, RUN_ID);
    follow.kill('SIGTERM');
    expect(await ended).toEqual([143, null]);
  });

  it.each([
    [
      ['run', '--family', 'filings'],
      { PARLEY_PARTITIONS: '0' },
      'PARLEY_PARTITIONS must be a whole number from 1 to 64',
    ],
    [['dev'], { PARLEY_PORT: 'web' }, 'PARLEY_PORT must be a whole number from 0 to 65535'],
  ])('%j with bad configuration is refused in one line with status 2', async (args, env, message) => {
    const child = startWith(CLI, args, env);
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
    expect({ stdout, stderr, code: child.exitCode }).toEqual({ stdout: '', stderr: `parley: ${message}\n`, code: 2 });
  });
});

describe('parley dev', () => {
  it('is alone on its directory, and prune waits for it to end', async () => {
    await served(async (url) => {
      expect((await parley('dev', '--port', '0')).stderr).toContain(`is served at ${url} already`);
      expect((await parley('prune', '--older-than', '0s')).stderr).toContain('in use by process');
      expect((await serverFile()).url).toBe(url);
    });
    expect(await json('prune', '--older-than', '0s')).toEqual({ removed: [] });
  });
});
