import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Api } from '../api/api.js';
import { quietSession } from '../testing/quiet-session.js';
import { startChildServer } from './child-server.js';
import { withReadingServer, withRunningServer, withServer, withServerIfAny } from './connect.js';
import { leaseOn } from './lease.js';

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
const urlOf = ({ url }: Api) => Promise.resolve(url);
const uninterrupted = new AbortController().signal;

describe('a server of our own', () => {
  it('lives as long as the work', async () => {
    const { session } = quietSession();
    const { url, healthy } = await withServer(session, { data }, async ({ url }) => ({
      url,
      healthy: await health(url),
    }));
    expect(healthy).toBe(true);
    expect(await health(url)).toBe(false);
  });

  it('goes with work that fails', async () => {
    const { session } = quietSession();
    const urls: string[] = [];
    const work = withServer(session, { data }, ({ url }) => {
      urls.push(url);
      return Promise.reject(new Error('no luck'));
    });
    await expect(work).rejects.toThrow('no luck');
    expect(await health(urls[0]!)).toBe(false);
  });

  it('stays for others that have come to use it, until the last of them', async () => {
    const { session } = quietSession();
    const other = await withServer(session, { data }, () => leaseOn(data));
    expect(await health(other!.url)).toBe(true);
    await other!.release(uninterrupted);
    expect(await health(other!.url)).toBe(false);
  });

  it('goes with the process that started it, and is not waited for by one that is interrupted', async () => {
    const { session, interrupt } = quietSession();
    const url = await withServer(session, { data }, (api) => {
      interrupt();
      return urlOf(api);
    });
    while (await health(url));
  });

  it('that cannot use what it is given is told in its own words, as bad input', async () => {
    const { session, noted } = quietSession({ PLAY: 'refuses' });
    const work = withServer(session, { data }, () => Promise.resolve());
    await expect(work).rejects.toMatchObject({ exitCode: 2, message: `${data} cannot be used: choose another` });
    expect(noted).toEqual([]);
  });

  it('is tried again while another owns the directory', async () => {
    const { session } = quietSession({ PLAY: 'is in the way' });
    expect(await withServer(session, { data }, ({ url }) => health(url))).toBe(true);
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

  it('is not even started where no directory can be made', async () => {
    const { session } = quietSession({ PLAY: 'dies' });
    await writeFile(path.join(data, 'file'), '');
    for (const where of [path.join(data, 'file', 'data'), '/proc/parley/data']) {
      await expect(withServer(session, { data: where }, () => Promise.resolve())).rejects.toMatchObject({
        exitCode: 2,
        message: expect.stringMatching(`${where} cannot be made: .*choose one that may be written`),
      });
    }
  });
});

describe('the server of a data directory', () => {
  const start = () =>
    startChildServer({ program: quietSession().session.server, env: { PARLEY_DATA: data, PARLEY_PORT: '0' } });

  it('is found by its file while it runs, and used', async () => {
    const server = await start();
    try {
      const { session } = quietSession();
      for (const using of [withServer, withRunningServer, withServerIfAny]) {
        expect(await using(session, { data }, (api) => Promise.resolve(api?.url))).toBe(server.url);
      }
    } finally {
      await server.stop();
    }
  });

  it('is not taken from a file that was left behind', async () => {
    const server = await start();
    await server.stop();
    expect(await leaseOn(data)).toBeUndefined();
    await writeFile(path.join(data, 'server.json'), '{half');
    expect(await leaseOn(data)).toBeUndefined();
  });

  it('is not taken for another that has its port by now', async () => {
    const another = createServer((socket) => socket.on('error', () => undefined).end('good day\n'));
    another.listen(0, '127.0.0.1');
    await once(another, 'listening');
    const lease = { port: (another.address() as { port: number }).port, greeting: 'hello' };
    await writeFile(path.join(data, 'server.json'), JSON.stringify({ url: 'http://127.0.0.1:1', pid: 1, lease }));
    expect(await leaseOn(data)).toBeUndefined();
    another.close();
  });

  it('gives way to an address that was named', async () => {
    const { session } = quietSession({ PARLEY_URL: 'http://127.0.0.1:2/' });
    expect(await withRunningServer(session, { data }, urlOf)).toBe('http://127.0.0.1:2');
    const server = 'http://127.0.0.1:1';
    expect(await withRunningServer(session, { data, server }, urlOf)).toBe(server);
    const nonsense = quietSession({ PARLEY_URL: 'nonsense' }).session;
    await expect(withServer(nonsense, { data }, urlOf)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('PARLEY_URL must be an http(s) address'),
    });
  });

  it('is asked for in so many words when none runs', async () => {
    const { session } = quietSession();
    for (const using of [withRunningServer, withReadingServer]) {
      await expect(using(session, { data }, urlOf)).rejects.toMatchObject({
        exitCode: 5,
        message: expect.stringContaining(`parley dev --data ${data}`),
      });
    }
  });

  it('is one of our own for who reads where there is a log', async () => {
    const { session } = quietSession();
    await writeFile(path.join(data, 'log.db'), '');
    const url = await withReadingServer(session, { data }, async ({ url }) => ((await health(url)) ? url : ''));
    expect(url).not.toBe('');
    expect(await health(url)).toBe(false);
  });
});
