import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from '@jest/globals';

const ROOT = path.resolve(import.meta.dirname, '../..');
const NO_DATABASE = {
  PARLEY_LOG: 'kafka',
  PARLEY_STORE: 'postgres',
  PARLEY_KAFKA_BROKERS: '127.0.0.1:9',
  PARLEY_POSTGRES_URL: 'postgres://me@127.0.0.1:9/parley',
};

it('says once, and in plain words, what keeps a service from starting', async () => {
  const flags = ['--conditions=parley-source', '--import', './tools/ts-hooks.mjs'];
  const env = { PATH: process.env['PATH'], ...NO_DATABASE };
  const child = spawn(process.execPath, [...flags, 'apps/orchestrator/main.ts'], { cwd: ROOT, env });
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = (await once(child, 'close')) as [number];
  const [stdout, stderr] = await said;
  expect({ code, stdout }).toEqual({ code: 69, stdout: '' });
  expect(stderr).toMatch(/^[^{\n]*127\.0\.0\.1:9[^\n]*\n$/);
});
