import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { programOf } from '../../apps/cli/program.js';
import { quietSession } from '../../apps/cli/testing/quiet-session.js';
import { describeWithServers } from '../servers/describe-with-servers.js';
import { eventually } from '../servers/eventually.js';
import { SharedServers } from '../stack/installation.js';
import { judge, NOTHING_WRONG } from '../stack/judgement.js';
import { bodyOfKey } from '../stack/load.js';
import type { Client } from './client.js';
import { during } from './during.js';
import type { Outcome } from './outcome.js';
import { startHost } from './process-host.js';
import { witnessOf } from './witness.js';
import { observe, workload, type Places } from './workload.js';

type Environment = Readonly<Record<string, string>>;
type Runs = ReadonlyMap<string, string>;

const SLOW = 300_000;
const [TEAM, EFFECTS] = ['decentralized-0', 'effects-0'].map((name) => workload(1).get(name));
/** Its task is too long for an event. */
const TEXT = {
  task: {
    input: 'Use the tools. '.repeat(2_000),
    tools: ['test_read', 'test_idempotent', 'test_once'],
    grader: { kind: 'exact', expected: 'all done' },
  },
  system: {
    architecture: 'single',
    model: { provider: 'effects', model: 'scripted', calling: 'native' },
    limits: { backoffMs: 20, maxBackoffMs: 100, attempts: 2 },
  },
};
const BODIES = { team: TEAM, effects: EFFECTS, text: TEXT };
type Body = keyof typeof BODIES;

describeWithServers('an installation of which', ['kafka', 'postgres'], () => {
  let servers: SharedServers;
  let directory: string;
  let places: Places;
  beforeAll(async () => {
    servers = await SharedServers.start();
  }, SLOW);
  afterAll(() => servers.remove(), SLOW);
  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'parley-restore-'));
    places = { data: path.join(directory, 'data'), effects: path.join(directory, 'effects') };
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  /** Runs by keys that begin with the names of their bodies. */
  async function started(client: Client, when: string, names: readonly Body[]): Promise<Runs> {
    const keys = names.map((name) => [`${name}#${when}`, BODIES[name]] as const);
    return new Map(await Promise.all(keys.map(async ([key, body]) => [key, await client.start(key, body)] as const)));
  }
  async function ended(client: Client, when: string, names: readonly Body[]): Promise<Runs> {
    const runs = await started(client, when, names);
    await client.settled([...runs.values()], witnessOf(places));
    return runs;
  }
  async function paused(client: Client, when: string, name: Body = 'text'): Promise<Runs> {
    const runs = await started(client, when, [name]);
    for (const runId of runs.values()) {
      await client.ask('POST', `/v1/runs/${runId}/pause`, { body: {} });
      // What the database does not have yet is lost with the topics.
      await shown(client, runId, 'paused');
    }
    return runs;
  }
  async function resume(client: Client, runs: Runs): Promise<void> {
    for (const runId of runs.values()) await client.ask('POST', `/v1/runs/${runId}/resume`, { body: {} });
  }
  async function resumed(client: Client, runs: Runs): Promise<void> {
    await resume(client, runs);
    await client.settled([...runs.values()], witnessOf(places));
  }
  /** What every body becomes that nothing disturbs. */
  async function undisturbedBy(client: Client, runs: Runs): Promise<Readonly<Record<string, Outcome>>> {
    const { outcomes } = await observe(client, runs, places);
    return Object.fromEntries(Object.entries(outcomes).map(([key, outcome]) => [bodyOfKey(key), outcome] as const));
  }
  /** A first life of an installation, with runs that have ended and one that waits. */
  const firstLife = (environment: Environment) =>
    during({ ...places, environment }, async (client) => {
      const before = await ended(client, 'before', ['team', 'effects', 'text']);
      return { before, undisturbed: await undisturbedBy(client, before), waiting: await paused(client, 'waiting') };
    });
  const judged = (
    client: Client,
    environment: Environment,
    told: Pick<Parameters<typeof judge>[0], 'runs' | 'undisturbed'>,
  ) => judge({ ...told, client, environment, places, postgres: servers.postgres, sink: servers.sink });

  it(
    'the database is an older copy goes on by itself, with all runs, but for those whose texts are lost',
    async () => {
      const environment = await servers.installation('platformatic');
      const { before, undisturbed, waiting } = await firstLife(environment);
      const copy = await servers.postgres.copy();
      const { since, lost, ungraded } = await during({ ...places, environment }, async (client) => ({
        since: await ended(client, 'since', ['team', 'effects']),
        lost: await paused(client, 'lost'),
        ungraded: await paused(client, 'ungraded', 'effects'),
      }));
      await copy.putBack();
      await during({ ...places, environment }, async (client) => {
        await resume(client, ungraded);
        await resumed(client, lost);
        const [runId = ''] = lost.values();
        const failure = (await client.eventsOf(runId)).findLast(({ type }) => type === 'TurnFailed');
        expect(failure).toMatchObject({ data: { error: { message: expect.stringMatching(/older copy/) as unknown } } });
        expect(await started(client, 'since', ['team', 'effects'])).toEqual(since);
        await resumed(client, waiting);
        const after = await ended(client, 'after', ['team', 'effects', 'text']);
        const runs = new Map([...before, ...since, ...waiting, ...after]);
        expect(await judged(client, environment, { runs, undisturbed })).toEqual(NOTHING_WRONG);
        for (const run of ungraded.values()) expect(await shown(client, run, 'completed')).not.toHaveProperty('graded');
      });
    },
    SLOW,
  );

  it(
    'the topics are lost is refused, and goes on elsewhere with all that the database has, without a broker',
    async () => {
      const environment = await servers.installation('platformatic');
      const { before, undisturbed, waiting } = await firstLife(environment);
      const fresh = await servers.installation('platformatic');
      const { PARLEY_KAFKA_TOPIC_PREFIX = '' } = fresh;
      const lost = { ...environment, PARLEY_KAFKA_TOPIC_PREFIX };
      await expect(startHost({ ...places, environment: lost })).rejects.toThrow(
        /run-events ends before what postgres:.*: `parley export --all --without-brokers --file F` here/,
      );
      const file = path.join(directory, 'runs');
      const nowhere = { ...lost, PARLEY_KAFKA_BROKERS: '127.0.0.1:1' };
      const exported = await parley(nowhere, 'export', '--all', '--without-brokers', '--file', file);
      expect(exported).toMatchObject({ runs: before.size + waiting.size, missing: 0, damaged: [] });
      await parley(fresh, 'import', '--file', file);
      await during({ ...places, environment: fresh }, async (client) => {
        await resumed(client, waiting);
        const runs = new Map([...before, ...waiting]);
        expect(await judged(client, fresh, { runs, undisturbed })).toEqual(NOTHING_WRONG);
      });
    },
    SLOW,
  );

  it(
    'the brokers are an older copy is refused',
    async () => {
      const environment = await servers.installation('platformatic');
      const copy = await servers.copyBroker();
      await during({ ...places, environment }, (client) => ended(client, 'since', ['team']));
      await copy.putBack();
      await expect(startHost({ ...places, environment })).rejects.toThrow(/run-events ends before what postgres:/);
    },
    SLOW,
  );
});

interface Shown {
  readonly status: string;
}

/** The run, once it has come so far. */
async function shown(client: Client, runId: string, status: string): Promise<Shown> {
  const look = () => client.ask<Shown>('GET', `/v1/runs/${runId}`);
  const run = await eventually(look, (found) => found.status === status);
  expect(run.status).toBe(status);
  return run;
}

async function parley(environment: Environment, ...args: readonly string[]): Promise<unknown> {
  const { session, printed } = quietSession(environment);
  await programOf(session).parseAsync([...args, '--json'], { from: 'user' });
  return JSON.parse(printed.join(''));
}
