import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { FROM_SOURCE } from '#diagnosis/testing';

const MAIN = path.join(import.meta.dirname, 'main.ts');
/** Takes nothing, as a disk without room does. */
const FULL = '/dev/full';

async function listedTo(stdout: 'pipe' | number) {
  const child = spawn(process.execPath, [...FROM_SOURCE, MAIN, 'systems', '--json'], {
    stdio: ['ignore', stdout, 'pipe'],
  });
  child.stdout?.destroy();
  const [stderr] = await Promise.all([text(child.stderr!), once(child, 'exit')]);
  return { stderr, code: child.exitCode };
}

describe('output that cannot be written', () => {
  (existsSync(FULL) ? it : it.skip)('is told of in one line, and in the exit status', async () => {
    const full = await open(FULL, 'w');
    const { stderr, code } = await listedTo(full.fd);
    await full.close();
    expect({ stderr, code }).toEqual({
      stderr: expect.stringMatching(/^parley: the output cannot be written to its end: .*ENOSPC.*\n$/) as unknown,
      code: 70,
    });
  });

  it('since its reader has gone is no failure', async () => {
    expect(await listedTo('pipe')).toEqual({ stderr: '', code: 0 });
  });
});
