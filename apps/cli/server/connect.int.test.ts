import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { quietSession } from '../testing/quiet-session.js';
import { startChildServer } from './child-server.js';
import { connect, withServer } from './connect.js';
import { runningServerOf } from './running-server.js';

let data: string;
beforeEach(async () => {
  data = await mkdtemp(path.join(tmpdir(), 'parley-cli-'));
});
afterEach(() => rm(data, { recursive: true, force: true }));

const health = (url: string) =>
  fetch(`${url}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );

describe('a server of our own', () => {
  it('lives as long as the work', async () => {
    const { session } = quietSession();
    const { url, own, healthy } = await withServer(session, { data }, async ({ api, own }) => ({
      url: api.url,
      own,
      healthy: await health(api.url),
    }));
    expect({ own, healthy }).toEqual({ own: true, healthy: true });
    expect(await health(url)).toBe(false);
  });

  it('goes with work that fails', async () => {
    const { session } = quietSession();
    const urls: string[] = [];
    const work = withServer(session, { data }, ({ api }) => {
      urls.push(api.url);
      return Promise.reject(new Error('no luck'));
    });
    await expect(work).rejects.toThrow('no luck');
    expect(await health(urls[0]!)).toBe(false);
  });

  it('that cannot start is told with its last words, as unreachable', async () => {
    const { session } = quietSession({ PLAY: 'refuses' });
    const work = withServer(session, { data }, () => Promise.resolve());
    await expect(work).rejects.toMatchObject({
      exitCode: 5,
      message: `the server ended with code 1: ${data} is in use by process 1: stop it`,
    });
  });

  it('that dies under the work ends it', async () => {
    const { session } = quietSession({ PLAY: 'dies' });
    const work = withServer(session, { data }, () => new Promise(() => undefined));
    await expect(work).rejects.toMatchObject({ exitCode: 5, message: expect.stringContaining('ended with code 9') });
  });

  it('whose program is missing is told so', async () => {
    const { session } = quietSession();
    const missing = { ...session, server: { command: path.join(data, 'no-node'), args: [] } };
    await expect(withServer(missing, { data }, () => Promise.resolve())).rejects.toMatchObject({
      exitCode: 5,
      message: expect.stringContaining('no-node is missing'),
    });
  });
});

describe('the server of a data directory', () => {
  const start = () =>
    startChildServer({ program: quietSession().session.server, env: { PARLEY_DATA: data, PARLEY_PORT: '0' } });

  it('is found by its file while it runs, and used', async () => {
    const server = await start();
    try {
      const { session } = quietSession();
      expect(await runningServerOf(data)).toBe(server.url);
      expect((await connect(session, { data })).url).toBe(server.url);
      expect(await withServer(session, { data }, ({ api, own }) => Promise.resolve([api.url, own]))).toEqual([
        server.url,
        false,
      ]);
    } finally {
      await server.stop();
    }
  });

  it('is not taken from a file that was left behind', async () => {
    const server = await start();
    await server.stop();
    expect(await runningServerOf(data)).toBeUndefined();
    await writeFile(path.join(data, 'server.json'), JSON.stringify({ url: server.url, pid: process.pid }));
    expect(await runningServerOf(data)).toBeUndefined();
    await writeFile(path.join(data, 'server.json'), '{half');
    expect(await runningServerOf(data)).toBeUndefined();
  });

  it('gives way to an address that was named', async () => {
    const { session } = quietSession({ PARLEY_URL: 'http://127.0.0.1:2/' });
    expect((await connect(session, { data })).url).toBe('http://127.0.0.1:2');
    expect((await connect(session, { data, server: 'http://127.0.0.1:1' })).url).toBe('http://127.0.0.1:1');
  });

  it('is asked for in so many words when none runs', async () => {
    const { session } = quietSession();
    await expect(connect(session, { data })).rejects.toMatchObject({
      exitCode: 5,
      message: expect.stringContaining(`parley dev --data ${data}`),
    });
  });
});
