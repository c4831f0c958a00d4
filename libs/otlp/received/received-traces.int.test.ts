import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { tiesOf } from '#trajectory';
import { spanScript } from '#trajectory/testing';
import { protobufOf } from '../testing/protobuf-of.js';
import { splitBody } from '../wire/split-request.js';
import { openReceivedTraces } from './open-received-traces.js';
import type { ReceivedTraces, ReceivingLimits } from './port.js';
import { receivedRuns } from './received-runs.js';

const LIMITS: ReceivingLimits = { bodyBytes: 1e6, spans: 10, bytes: 1e6, quietMs: 100, patienceMs: 1000 };
const id = (n: number): string => n.toString(16).padStart(32, '0');

/** One agent with one call in a trace; without its root only the call. */
function trace(n: number, { session = '', root = true, says = 'x' } = {}) {
  const script = spanScript('gen_ai');
  const attributes = session === '' ? {} : { 'session.id': session };
  const at = 1000 * n;
  const agent = root ? script.agent(`agent ${n}`, { trace: id(n), at, attributes }) : 'e'.repeat(16);
  script.model({ trace: id(n), parent: agent, at: at + 1, says });
  return splitBody('protobuf', protobufOf(script.payload())).parts;
}

describe('received traces', () => {
  let directory: string;
  let traces: ReceivedTraces;
  const opened = (limits: Partial<ReceivingLimits> = {}) => {
    traces = openReceivedTraces({ directory, limits: { ...LIMITS, ...limits } });
    return traces;
  };
  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'parley-traces-'));
  });
  afterEach(() => {
    traces.close();
    rmSync(directory, { recursive: true });
  });
  const settle = async (n: number, { spans = 2, turns = 0 } = {}) => {
    const ties = tiesOf(await traces.telemetry([id(n)]));
    await traces.settle(id(n), { spans, findings: { turns, agents: [] }, ties });
  };

  it('are there again when the file is opened again, with what is due', async () => {
    await opened().keep(trace(1), 'protobuf', 5);
    traces.close();
    opened();
    expect(await traces.due()).toEqual({ traceId: id(1), at: 105 });
    expect(await traces.trace(id(1))).toEqual({
      traceId: id(1),
      receivedAt: 5,
      updatedAt: 5,
      spans: 2,
      hasRoot: true,
    });
    const [run] = await receivedRuns(traces, id(1));
    expect(run).toMatchObject({ runId: id(1), agents: [{ agent: 'agent 1' }] });
  });

  it('are waited for longer while their root is missing', async () => {
    await opened().keep(trace(1, { root: false }), 'protobuf', 0);
    expect(await traces.due()).toEqual({ traceId: id(1), at: 1000 });
    await traces.keep(trace(1), 'protobuf', 10);
    expect(await traces.due()).toEqual({ traceId: id(1), at: 110 });
    await traces.keep(trace(1, { root: false }), 'protobuf', 50);
    expect(await traces.due()).toEqual({ traceId: id(1), at: 150 });
  });

  it('are not due once they are settled, and open again when more comes', async () => {
    await opened().keep(trace(1), 'protobuf', 0);
    await settle(1, { turns: 1 });
    expect(await traces.due()).toBeUndefined();
    expect((await traces.trace(id(1)))?.findings).toMatchObject({ turns: 1 });
    await traces.keep(trace(1), 'protobuf', 500);
    expect(await traces.due()).toEqual({ traceId: id(1), at: 600 });
    expect((await traces.trace(id(1)))?.findings).toBeUndefined();
  });

  it('are not settled by what was found before the last spans came', async () => {
    await opened().keep(trace(1), 'protobuf', 0);
    await traces.keep(trace(1, { root: false }), 'protobuf', 1);
    await settle(1);
    expect(await traces.due()).toEqual({ traceId: id(1), at: 101 });
  });

  it('are told what was said of them until more of them comes', async () => {
    await opened().keep(trace(1), 'protobuf', 5);
    await traces.keepDiagnosis(id(1), 1, 'of fewer spans');
    expect(await traces.diagnosis(id(1))).toBeUndefined();
    await traces.keepDiagnosis(id(1), 2, 'said');
    expect(await traces.diagnosis(id(1))).toBe('said');
    await traces.keep(trace(1, { root: false }), 'protobuf', 6);
    expect(await traces.diagnosis(id(1))).toBeUndefined();
  });

  it('of one session are one run', async () => {
    opened();
    for (const n of [1, 2, 3]) {
      await traces.keep(trace(n, { session: n === 3 ? '' : 's' }), 'protobuf', n);
      await settle(n);
    }
    expect([...(await traces.companions(id(1)))].sort()).toEqual([id(1), id(2)]);
    expect(await receivedRuns(traces, id(1))).toMatchObject([{ traceIds: [id(1), id(2)] }]);
    expect(await receivedRuns(traces, id(3))).toMatchObject([{ traceIds: [id(3)] }]);
  });

  it('of one run are one where an agent in a tool has a trace of its own', async () => {
    opened();
    const script = spanScript('gen_ai');
    const lead = script.agent('lead', { trace: id(1), at: 0, for: 100 });
    script.model({ trace: id(1), parent: lead, at: 1 });
    script.tool('ask_worker', { trace: id(1), parent: lead, at: 10, for: 40 });
    script.model({ trace: id(2), parent: script.agent('worker', { trace: id(2), at: 11, for: 30 }), at: 12 });
    script.model({ trace: id(3), parent: script.agent('later', { trace: id(3), at: 500, for: 30 }), at: 501 });
    const { parts } = splitBody('protobuf', protobufOf(script.payload()));
    await traces.keep(parts, 'protobuf', 1);
    await settle(1, { spans: 3 });
    await settle(2);
    await settle(3);
    for (const n of [1, 2]) expect(await receivedRuns(traces, id(n))).toMatchObject([{ traceIds: [id(1), id(2)] }]);
    expect(await traces.companions(id(3))).toEqual([id(3)]);
  });

  it('take no more spans than a trace may have, and the others of the request', async () => {
    opened({ spans: 3 });
    expect(await traces.keep(trace(1), 'protobuf', 0)).toBe(0);
    expect(await traces.keep([...trace(1), ...trace(2)], 'protobuf', 1)).toBe(2);
    expect((await traces.trace(id(1)))?.spans).toBe(2);
    expect((await traces.trace(id(2)))?.spans).toBe(2);
  });

  it('make room for new ones, the longest settled first', async () => {
    const [part] = trace(1);
    opened({ bytes: 40 * part!.body.length });
    for (let n = 1; n <= 40; n++) {
      await traces.keep(trace(n), 'protobuf', n);
      if (n !== 1) await settle(n);
    }
    await traces.keep(trace(41), 'protobuf', 41);
    expect(await traces.trace(id(2))).toBeUndefined();
    expect(await traces.telemetry([id(2)])).toEqual([]);
    for (const n of [1, 40, 41]) expect(await traces.trace(id(n))).toBeDefined();
  });

  it('are refused while all that is kept is still open, and the count of bytes survives', async () => {
    const [part] = trace(1);
    await opened({ bytes: 1.5 * part!.body.length }).keep(trace(1), 'protobuf', 1);
    await expect(traces.keep(trace(2), 'protobuf', 2)).rejects.toMatchObject({ code: 'traces_full' });
    traces.close();
    opened({ bytes: 1.5 * part!.body.length });
    await expect(traces.keep(trace(2), 'protobuf', 2)).rejects.toMatchObject({ code: 'traces_full' });
    await settle(1);
    expect(await traces.keep(trace(2), 'protobuf', 2)).toBe(0);
  });

  it('are listed newest first, page by page', async () => {
    opened();
    for (let n = 1; n <= 5; n++) await traces.keep(trace(n), 'protobuf', Math.ceil(n / 2));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await traces.page(2, cursor);
      seen.push(...page.traces.map(({ traceId }) => traceId));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(seen).toEqual([5, 4, 3, 2, 1].map(id));
  });

  it('that an earlier version has kept are kept', async () => {
    await opened().keep(trace(1), 'protobuf', 0);
    traces.close();
    const earlier = new Sqlite(path.join(directory, 'traces.db'));
    earlier.exec('drop index trace_by_process; pragma user_version = 1');
    for (const column of ['process', 'started_ms', 'ended_ms', 'diagnosis'])
      earlier.exec(`alter table trace drop column ${column}`);
    earlier.close();
    opened();
    await settle(1);
    expect(await traces.companions(id(1))).toEqual([id(1)]);
  });

  it('say what is wrong with their file', () => {
    writeFileSync(path.join(directory, 'traces.db'), 'no database, but long enough to be taken for one'.repeat(50));
    expect(() => opened()).toThrow(/traces\.db cannot be used.*it is damaged: move it away/);
    rmSync(path.join(directory, 'traces.db'));
    const later = new Sqlite(path.join(directory, 'traces.db'));
    later.pragma('user_version = 9');
    later.close();
    expect(() => opened()).toThrow(/newer version of Parley/);
    rmSync(path.join(directory, 'traces.db'));
    opened();
  });
});
