import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { programOf } from '../program.js';
import { quietSession } from '../testing/quiet-session.js';
import { clockFinding } from './clock.js';
import type { Finding } from './finding.js';

describe('parley doctor', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'parley-doctor-'));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  async function doctor(env: Readonly<Record<string, string>> = {}) {
    const data = path.join(directory, 'data');
    const { session, printed, ended } = quietSession({ PARLEY_PORT: '0', PARLEY_DATA: data, ...env });
    await programOf(session).parseAsync(['doctor', '--json'], { from: 'user' });
    const findings = JSON.parse(printed.join('')) as readonly Finding[];
    return { bad: findings.filter(({ state }) => state === 'bad').map(({ said }) => said), printed, ended, findings };
  }

  it('finds nothing wrong where nothing is, makes nothing, and says so in a line each', async () => {
    const { bad, ended, findings } = await doctor();
    expect(bad).toEqual([]);
    expect(ended).toEqual([0]);
    expect(new Set(findings.map(({ about }) => about))).toEqual(
      new Set(['clock', 'disk', 'configuration', 'log', 'store', 'key', 'model', 'tools', 'port']),
    );
    expect(findings.filter(({ said }) => said.includes('\n'))).toEqual([]);
    expect(readdirSync(directory)).toEqual([]);
  });

  it('tells that keys are there, and never what they are', async () => {
    const { printed, findings } = await doctor({ OPENAI_API_KEY: 'sk-canary-1', PARLEY_API_KEY: 'sk-canary-2' });
    expect(findings).toContainEqual({ about: 'key', state: 'ok', said: 'openai: is there' });
    expect(findings.find(({ said }) => said.includes('ANTHROPIC_API_KEY'))).toMatchObject({ state: 'note' });
    expect(printed.join()).not.toContain('canary');
  });

  it('names every variable that is wrong, each with what would be right', async () => {
    const { bad, ended } = await doctor({ PARLEY_PARTITIONS: '0', PARLEY_LOG_LEVEL: 'loud' });
    expect(bad).toEqual([
      'PARLEY_PARTITIONS must be a whole number from 1 to 64',
      'PARLEY_LOG_LEVEL must be one of error, warn, info, debug',
    ]);
    expect(ended).toEqual([2]);
  });

  function declared(declarations: object): Record<string, string> {
    const file = path.join(directory, 'tools.json');
    writeFileSync(file, JSON.stringify(declarations));
    return { PARLEY_TOOLS: file };
  }

  it('starts declared tool servers, and tells why one does not come up', async () => {
    const missing = { name: 'gone', command: path.join(directory, 'nothing'), args: [] };
    const { bad } = await doctor(declared({ servers: [missing] }));
    expect(bad).toEqual([expect.stringMatching(/^gone: .*ENOENT/)]);
  });

  it('names a secret that a declaration refers to and that is not there', async () => {
    const server = { name: 'api', url: 'http://127.0.0.1:9/mcp', headers: { Authorization: '${env:MY_TOKEN}' } };
    const { bad } = await doctor(declared({ servers: [server] }));
    expect(bad).toEqual([expect.stringContaining('MY_TOKEN')]);
  });

  it('asks the model server for the model', async () => {
    const gone = await doctor({ PARLEY_BASE_URL: 'http://127.0.0.1:9/v1', PARLEY_MODEL: 'm' });
    expect(gone.bad).toEqual([
      expect.stringMatching(/cannot be reached .*: start the server, or correct PARLEY_BASE_URL/),
    ]);
  });

  it('asks the database', async () => {
    const url = 'postgres://parley:canary@127.0.0.1:9/runs';
    const gone = await doctor({ PARLEY_STORE: 'postgres', PARLEY_POSTGRES_URL: url });
    expect(gone.bad).toEqual([
      expect.stringMatching(
        /^PARLEY_POSTGRES_URL \(postgres:\/\/parley:\*\*\*@.* does not answer: connect ECONNREFUSED/,
      ),
    ]);
  });

  describe('with log and store elsewhere', () => {
    const ELSEWHERE = {
      PARLEY_LOG: 'kafka',
      PARLEY_KAFKA_BROKERS: '127.0.0.1:9',
      PARLEY_STORE: 'postgres',
      PARLEY_POSTGRES_URL: 'postgres://127.0.0.1:9/runs',
    };

    it.each(['platformatic', 'kafkajs'])(
      'asks the brokers (%s), and measures no disk',
      async (driver) => {
        const { findings, ended } = await doctor({ ...ELSEWHERE, PARLEY_KAFKA_DRIVER: driver });
        expect(findings).toContainEqual({
          about: 'log',
          state: 'bad',
          said: expect.stringMatching(/^no broker answers at 127\.0\.0\.1:9: check PARLEY_KAFKA_BROKERS/) as unknown,
        });
        expect(findings.map(({ about }) => about)).not.toContain('disk');
        expect(ended).toEqual([2]);
      },
      60_000,
    );

    it('wants to know whether they are used', async () => {
      const { PARLEY_KAFKA_BROKERS, PARLEY_POSTGRES_URL } = ELSEWHERE;
      const { bad } = await doctor({ PARLEY_KAFKA_BROKERS, PARLEY_POSTGRES_URL });
      expect(bad).toEqual([
        expect.stringMatching(/^PARLEY_LOG is missing where PARLEY_KAFKA_BROKERS is set/),
        expect.stringMatching(/^PARLEY_STORE is missing where PARLEY_POSTGRES_URL is set/),
      ]);
    });
  });

  describe('where somebody listens already', () => {
    let taken: Server;
    beforeEach(async () => {
      taken = createServer().listen(0, '127.0.0.1');
      await once(taken, 'listening');
    });
    afterEach(() => {
      taken.close();
    });

    it('says that another port has to be taken', async () => {
      const { port } = taken.address() as AddressInfo;
      const { bad } = await doctor({ PARLEY_PORT: String(port) });
      expect(bad).toEqual([
        expect.stringMatching(/EADDRINUSE.*: take another with `parley dev --port` or PARLEY_PORT/),
      ]);
    });
  });

  it('sees a directory that cannot be written', async () => {
    const { session, printed } = quietSession({ PARLEY_PORT: '0' });
    await programOf(session).parseAsync(['doctor', '--data', '/proc/parley'], { from: 'user' });
    expect(printed.filter((line) => line.startsWith('bad'))).toEqual([
      expect.stringMatching(/MB free at \/proc/),
      expect.stringMatching(/^bad {2}disk: \/proc cannot be written .*: choose another --data$/),
    ]);
  });
});

describe('the clock', () => {
  it('that was never set is found', () => {
    expect(clockFinding(0)).toMatchObject({ state: 'bad', said: expect.stringContaining('1970-01-01') as unknown });
    expect(clockFinding(Date.UTC(2026, 10, 25))).toMatchObject({ state: 'ok' });
  });
});
