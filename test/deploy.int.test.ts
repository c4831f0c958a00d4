import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { openLoopback } from '#llm/testing';

const DEPLOY = path.resolve(import.meta.dirname, '../deploy');
const run = (program: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) =>
  promisify(execFile)(process.execPath, [path.join(DEPLOY, program), ...args], { env });

describe('the image', () => {
  it.each([[[]], [['zookeeper']]])('says which commands there are when it is given %j', async (args) => {
    await expect(run('start.mjs', args)).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^there is no (command|zookeeper): use any of gateway, orchestrator, .*, cli\n$/),
    });
  });

  it('is healthy while its service answers at /healthz, and not when nobody does', async () => {
    const server = await openLoopback((response, { path: asked }) => {
      response.writeHead(asked === '/healthz' ? 200 : 404).end();
    });
    const env = { PARLEY_PORT: new URL(server.origin).port };
    await run('healthcheck.mjs', [], env);
    await server.close();
    await expect(run('healthcheck.mjs', [], env)).rejects.toMatchObject({ code: 1 });
  });
});
