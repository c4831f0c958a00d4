import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { describeWithServers } from '../../test/servers/describe-with-servers.js';
import { cacheDirectory } from '../provision/cache.js';
import { answers } from './answers.js';
import { birthOf } from './process-birth.js';

jest.setTimeout(60_000);

const ROOT = path.resolve(import.meta.dirname, '../..');
const COMMAND = ['--conditions=parley-source', '--import', './tools/ts-hooks.mjs', 'tools/servers/main.ts'];

/** A cache with what is provisioned and a state of its own. */
let cache: string;
beforeEach(async () => {
  cache = await mkdtemp(path.join(tmpdir(), 'parley-cache-'));
});
afterEach(async () => {
  await servers('down');
  await rm(cache, { recursive: true });
});

async function servers(...args: readonly string[]): Promise<string> {
  const env = { ...process.env, NODE_OPTIONS: '', PARLEY_CACHE: cache };
  const { stdout } = await promisify(execFile)(process.execPath, [...COMMAND, ...args], { cwd: ROOT, env });
  return stdout;
}

async function writeState(server: Readonly<Record<string, unknown>>): Promise<void> {
  await mkdir(path.join(cache, 'servers'));
  const started = {
    name: 'jaeger',
    stopSignal: 'SIGTERM',
    directory: path.join(cache, 'kept'),
    exports: {},
    ...server,
  };
  await writeFile(path.join(cache, 'servers/state.json'), JSON.stringify([started]));
}

describeWithServers('npm run servers', ['jaeger'], () => {
  it('starts what is asked for once, says where it is, and ends it', async () => {
    await symlink(path.join(cacheDirectory(), 'jaeger'), path.join(cache, 'jaeger'));
    const said = await servers('jaeger');
    const [, url = ''] = /^export PARLEY_JAEGER_URL=(.+)$/m.exec(said) ?? [];
    expect(await answers(`${url}/api/services`)).toBe(true);
    expect(JSON.parse(await servers('jaeger', '--json'))).toMatchObject({ PARLEY_JAEGER_URL: url });
    const [, pid, directory = ''] = /^jaeger: runs as process (\d+), in (\S+);/m.exec(await servers('status')) ?? [];
    await servers('down');
    expect(birthOf(Number(pid))).toBeUndefined();
    expect(existsSync(directory)).toBe(false);
    expect(await servers('status')).toBe('no server has been started\n');
  });
});

describe('npm run servers -- down', () => {
  it('leaves a process alone that has been given the id of a server', async () => {
    await writeState({ pid: process.pid, birth: 'another' });
    expect(await servers('status')).toContain('jaeger: has ended');
    await servers('down');
    expect(await readFile(path.join(cache, 'servers/state.json'), 'utf8')).toBe('[]\n');
  });
});

describe('npm run servers -- something else', () => {
  it('is refused in one line', async () => {
    await expect(servers('zipkin')).rejects.toMatchObject({
      code: 1,
      stderr: 'servers: there is no part zipkin: use any of collector, jaeger, kafka, postgres\n',
    });
  });
});
