import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import type { ReceivedTraces, ReceivingLimits } from '#trajectory';
import { receivedTracesContract, spanScript } from '#trajectory/testing';
import { protobufOf } from '../testing/protobuf-of.js';
import { splitBody } from '../wire/split-request.js';
import { keptOfRun } from './kept-within.js';
import { openReceivedTraces } from './open-received-traces.js';
import { runsIn } from './runs-in.js';

const LIMITS: ReceivingLimits = { bodyBytes: 1e6, spans: 10, bytes: 1e6, quietMs: 100, patienceMs: 1000 };
const TRACE = '1'.padStart(32, '0');

function trace() {
  const script = spanScript('gen_ai');
  script.model({ parent: script.agent('ann') });
  return splitBody('protobuf', protobufOf(script.payload())).parts;
}

receivedTracesContract('a file', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'parley-traces-'));
  const open = (limits: ReceivingLimits) => Promise.resolve(openReceivedTraces({ directory, limits }));
  return {
    open,
    reopen: open,
    dispose: () => {
      rmSync(directory, { recursive: true });
      return Promise.resolve();
    },
  };
});

describe('a traces.db', () => {
  let directory: string;
  let traces: ReceivedTraces;
  const file = () => path.join(directory, 'traces.db');
  const opened = () => {
    traces = openReceivedTraces({ directory, limits: LIMITS });
    return traces;
  };
  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'parley-traces-'));
  });
  afterEach(() => {
    traces.close();
    rmSync(directory, { recursive: true });
  });
  const settle = () => {
    const ties = { process: 'p', sessions: [], startMs: 0, endMs: 1 };
    return traces.settle(TRACE, { spans: 2, findings: { turns: 1, agents: [] }, ties }, 500);
  };

  it('is read as it was sent, in protobuf', async () => {
    await opened().keep(trace(), 5);
    expect(runsIn(await keptOfRun(traces, TRACE), TRACE)).toMatchObject([{ runId: TRACE, agents: [{ agent: 'ann' }] }]);
  });

  it('has one owner: what another has begun with is due at once', async () => {
    await opened().keep(trace(), 5);
    await traces.claim('reading', 200, 1e9);
    traces.close();
    expect(await opened().nextDue('reading')).toBe(105);
    await settle();
    await traces.claim('judging', 600, 1e9);
    traces.close();
    expect(await opened().nextDue('judging')).toBe(5);
  });

  it('of an earlier version keeps what it has, and what was read there is read again', async () => {
    await opened().keep(trace(), 0);
    await settle();
    traces.close();
    const earlier = new Sqlite(file());
    earlier.exec(
      'drop index part_by_hash; drop index trace_by_process; drop index trace_settled; drop index trace_by_service',
    );
    for (const column of ['process', 'started_ms', 'ended_ms', 'diagnosis', 'tries', 'service'])
      earlier.exec(`alter table trace drop column ${column}`);
    earlier.exec('alter table part drop column hash; update trace set due_at = null');
    earlier.exec('create index trace_settled on trace (updated_at) where due_at is null; pragma user_version = 1');
    earlier.close();
    expect(await opened().nextDue('reading')).toBe(100);
    await settle();
    expect(await traces.companions(TRACE)).toEqual([TRACE]);
    expect(await traces.trace(TRACE)).toMatchObject({ spans: 2, findings: { turns: 1 } });
  });

  it('has read again what an earlier version told at a time that is none', async () => {
    await opened().keep(trace(), 5);
    const ties = { process: 'p', sessions: [], startMs: 1e24, endMs: 1e24 };
    await traces.settle(TRACE, { spans: 2, findings: { turns: 1, agents: [] }, ties }, 500);
    traces.close();
    const earlier = new Sqlite(file());
    earlier.pragma('user_version = 5');
    earlier.close();
    expect(await opened().nextDue('reading')).toBe(105);
    await settle();
    traces.close();
    expect(await opened().nextDue('reading')).toBeUndefined();
  });

  it('says what is wrong with it', () => {
    writeFileSync(file(), 'no database, but long enough to be taken for one'.repeat(50));
    expect(() => opened()).toThrow(/traces\.db cannot be used.*it is damaged: move it away/);
    expect(() => opened()).toThrow(expect.objectContaining({ code: 'store_damaged' }));
    rmSync(file());
    const later = new Sqlite(file());
    later.pragma('user_version = 9');
    later.close();
    expect(() => opened()).toThrow(/newer version of Parley/);
    rmSync(file());
    opened();
  });
});
