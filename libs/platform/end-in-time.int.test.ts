import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from '@jest/globals';

const ROOT = path.resolve(import.meta.dirname, '../..');
const NEVER_ENDS = `
  import { endInTime } from './libs/platform/end-in-time.ts';
  endInTime({ shutdownMs: 100 });
  process.on('SIGTERM', () => undefined);
  setInterval(() => undefined, 1_000);
  process.stdout.write('up');
`;

it('cuts a process off that does not end, and says so', async () => {
  const flags = ['--conditions=parley-source', '--import', './tools/ts-hooks.mjs', '--input-type=module'];
  const child = spawn(process.execPath, [...flags, '--eval', NEVER_ENDS], { cwd: ROOT });
  const said = text(child.stderr);
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  const [code] = (await once(child, 'exit')) as [number];
  expect(code).toBe(1);
  expect(await said).toContain('within 100 ms (PARLEY_SHUTDOWN_MS)');
});
