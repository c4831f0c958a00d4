import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { directoryOf, isProvisioned } from './cache.js';
import { ProvisionError, type Part } from './part.js';
import { provision } from './provision.js';
import { runTool } from './run-tool.js';

let cache: string;
let told: string[];
let made: number;
beforeEach(async () => {
  cache = await mkdtemp(path.join(tmpdir(), 'parley-cache-'));
  [told, made] = [[], 0];
});
afterEach(() => rm(cache, { recursive: true }));

/** A part of one file, that takes long enough for another to come in between. */
const part = (work: (directory: string) => Promise<void> = () => Promise.resolve()): Part => ({
  name: 'jaeger',
  madeFrom: { files: [], words: ['one'] },
  async make(directory) {
    made += 1;
    await work(directory);
    await writeFile(path.join(directory, 'program'), 'works');
  },
});
const provisioned = (what: Part) => provision(what, { cache, tell: (line) => told.push(line) });

describe('provisioning', () => {
  it('makes a part once, and again after what it is made from has changed', async () => {
    const directory = await provisioned(part());
    expect(await provisioned(part())).toBe(directory);
    expect(made).toBe(1);
    expect(told).toEqual([
      expect.stringMatching(/^jaeger: made in \d s$/),
      `jaeger: ready in ${directory}`,
      `jaeger: ready in ${directory}`,
    ]);
    expect(await provisioned({ ...part(), madeFrom: { files: [], words: ['two'] } })).not.toBe(directory);
    expect(made).toBe(2);
  });

  it('records sums that sha256sum can check, and makes a damaged part anew', async () => {
    const directory = await provisioned(part());
    await runTool({ command: 'sha256sum', fix: 'coreutils' }, ['-c', 'SHA256SUMS'], { cwd: directory });
    await writeFile(path.join(directory, 'program'), 'broken');
    await provisioned(part());
    expect(made).toBe(2);
    expect(told).toContain('jaeger: damaged: program');
  });

  it('makes a part once for two that come at the same time', async () => {
    const second = Promise.withResolvers<unknown>();
    const slow = part(() => second.promise.then(() => undefined));
    const first = provisioned(slow);
    const other = provision(part(), { cache, tell: second.resolve });
    await Promise.all([first, other]);
    expect(made).toBe(1);
    expect(await second.promise).toBe('jaeger: another process is making it; waiting');
  });

  it('leaves nothing of a part that could not be made, nor of one whose making was killed', async () => {
    const broken = part(() => Promise.reject(new ProvisionError('no network')));
    await expect(provisioned(broken)).rejects.toThrow('no network');
    expect(isProvisioned(broken, cache)).toBe(false);
    await mkdtemp(path.join(cache, 'jaeger', 'draft-'));
    const directory = await provisioned(part());
    expect(await readdir(path.join(cache, 'jaeger'))).toEqual([path.basename(directory)]);
    expect(directory).toBe(directoryOf(part(), cache));
  });
});

describe('a tool', () => {
  it('that is missing is named in one line with what to do', async () => {
    const missing = runTool({ command: 'no-such-compiler', fix: 'install it' }, ['build']);
    await expect(missing).rejects.toThrow(/^no-such-compiler is not on PATH: install it$/);
  });

  it('that fails is named with its status', async () => {
    const program = path.join(cache, 'fails');
    await writeFile(program, '#!/bin/sh\nexit 3\n');
    await chmod(program, 0o755);
    await expect(runTool({ command: program, fix: '' }, ['build'])).rejects.toThrow(`${program} build ended with 3`);
  });
});
