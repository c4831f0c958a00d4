import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ReceivedTraces, ReceivingLimits, TracePart } from '#trajectory';
import { partsOf, receivedTracesContract, spanScript } from '#trajectory/testing';
import { describeWithServers } from '../../../test/servers/describe-with-servers.js';
import { startPostgres, type PostgresServer } from '../../../test/servers/postgres-server.js';
import { openPostgresStore, type PostgresStore } from '../postgres/open-postgres-store.js';

const LIMITS: ReceivingLimits = { bodyBytes: 1e6, spans: 100, bytes: 1e6, quietMs: 0, patienceMs: 0 };
const PROCESSES = [0, 1, 2];
const range = (count: number) => Array.from({ length: count }, (_, n) => n + 1);
const id = (n: number): string => n.toString(16).padStart(32, '0');

function part(n: number, says = 'x'): TracePart {
  const script = spanScript('gen_ai');
  script.model({ trace: id(n), says });
  return partsOf(script.payload())[0]!;
}

describeWithServers('received traces in PostgreSQL', ['postgres'], () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.remove());

  receivedTracesContract('PostgreSQL', () => {
    let url = '';
    const stores: PostgresStore[] = [];
    const reopen = async (limits: ReceivingLimits) => {
      const store = await openPostgresStore({ url, connections: 2 });
      stores.push(store);
      return store.traces(limits);
    };
    return {
      open: async (limits) => {
        url = await server.database();
        return reopen(limits);
      },
      reopen,
      dispose: async () => {
        await Promise.all(stores.map((store) => store.close()));
      },
    };
  });

  it('of an earlier version are kept, and read again', async () => {
    const url = await server.database();
    const earlier = await openPostgresStore({ url, connections: 2 });
    const traces = earlier.traces(LIMITS);
    await traces.keep([part(1)], 5);
    const ties = { process: 'p', sessions: [], startMs: 0, endMs: 1 };
    await traces.settle(id(1), { spans: 1, findings: { turns: 1, agents: [] }, ties }, 6);
    await traces.keepDiagnosis(id(1), 1, 'said');
    await earlier.close();
    await server.ask('alter table received_traces drop column service', url);
    await server.ask('alter table agents drop column requested_attempts', url);
    await server.ask('alter table acceptances drop column whole_hash, drop column salt', url);
    await server.ask("delete from kysely_migration where name >= '0008-received-services'", url);
    const store = await openPostgresStore({ url, connections: 2 });
    try {
      const later = store.traces(LIMITS);
      expect(await later.trace(id(1))).toEqual({
        traceId: id(1),
        receivedAt: 5,
        updatedAt: 5,
        spans: 1,
        bytes: expect.any(Number),
        hasRoot: true,
      });
      expect(await later.claim('reading', 5, 100)).toMatchObject({ traceId: id(1) });
      expect(await later.diagnosis(id(1))).toBeUndefined();
    } finally {
      await store.close();
    }
  });

  describe('with several processes on them', () => {
    let url: string;
    let stores: readonly PostgresStore[];
    beforeEach(async () => {
      url = await server.database();
      stores = await Promise.all(PROCESSES.map(() => openPostgresStore({ url, connections: 4 })));
    });
    afterEach(() => Promise.all(stores.map((store) => store.close())));
    const opened = (limits: Partial<ReceivingLimits> = {}): readonly ReceivedTraces[] =>
      stores.map((store) => store.traces({ ...LIMITS, ...limits }));

    it('has each trace read and judged by one of them', async () => {
      const all = opened();
      await all[0]!.keep(
        range(60).map((n) => part(n)),
        0,
      );
      for (const stage of ['reading', 'judging'] as const) {
        const claimed: string[] = [];
        await Promise.all(
          all.map(async (traces) => {
            for (let at = 10; ;) {
              const claim = await traces.claim(stage, at, 1e6);
              if (claim === undefined) return;
              claimed.push(claim.traceId);
              const found = { spans: 1, findings: { turns: 1, agents: [] } };
              const ties = { process: claim.traceId, sessions: [], startMs: 0, endMs: 1 };
              if (stage === 'reading') await traces.settle(claim.traceId, { ...found, ties }, at);
              else await traces.keepDiagnosis(claim.traceId, 1, 'said');
            }
          }),
        );
        expect(claimed.sort()).toEqual(range(60).map(id));
      }
    });

    it('keeps once what several of them take in at once, in whatever order', async () => {
      const parts = range(20).flatMap((n) => [part(n), part(n, 'more')]);
      const orders = [parts, parts.toReversed(), [...parts.slice(20), ...parts.slice(0, 20)]];
      const all = opened();
      for (const traces of await Promise.all(all.map(async (one, n) => (await one.keep(orders[n]!, 5), one)))) {
        for (const n of range(20)) expect(await traces.trace(id(n))).toMatchObject({ spans: 2 });
      }
      const [sums] = await server.ask(
        `select count(*)::int as parts, sum(length(body))::int as bytes, (select sum(bytes)::int from received_traces) as counted
         from received_parts`,
        url,
      );
      expect(sums).toMatchObject({ parts: 40 });
      expect(sums!['counted']).toBe(sums!['bytes']);
    });

    it('stays within its room, but for what they do not know of each other', async () => {
      const size = part(1).body.length;
      const limit = 64 * size;
      const all = opened({ bytes: limit });
      for (const n of range(160)) {
        const traces = all[n % PROCESSES.length]!;
        expect(await traces.keep([part(n)], n)).toMatchObject({ outcome: 'kept' });
        const ties = { process: 'p', sessions: [], startMs: n, endMs: n };
        await traces.settle(id(n), { spans: 1, findings: { turns: 1, agents: [] }, ties }, n);
        if (n % 20 !== 0) continue;
        const [held] = await server.ask('select sum(bytes)::int as bytes from received_traces', url);
        expect(held!['bytes']).toBeLessThanOrEqual(limit * (1 + PROCESSES.length / 64) + size);
      }
    });
  });
});
