import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { foreignTrajectories } from '../foreign/foreign-trajectories.js';
import { readOtlp } from '../otlp/read-otlp.js';
import { MOST_TRIES, type ReceivedTraces, type ReceivingLimits, type TraceQuery } from '../received/received-traces.js';
import { tiesOf } from '../structure/ties.js';
import { partsOf } from './parts-of.js';
import { spanScript } from './span-script.js';

/** Nothing in it for each test. */
export interface ReceivedTracesHarness {
  open(limits: ReceivingLimits): Promise<ReceivedTraces>;
  /** On what another has left, which is closed. */
  reopen(limits: ReceivingLimits): Promise<ReceivedTraces>;
  dispose(): Promise<void>;
}

const LIMITS: ReceivingLimits = { bodyBytes: 1e6, spans: 10, bytes: 1e6, quietMs: 100, patienceMs: 1000 };
const id = (n: number): string => n.toString(16).padStart(32, '0');

/** One agent with one call in a trace; without its root only the call. `says` makes it another part. */
function trace(n: number, { session = '', root = true, says = 'x' } = {}) {
  const script = spanScript('gen_ai');
  const attributes = session === '' ? {} : { 'session.id': session };
  const at = 1000 * n;
  const agent = root ? script.agent(`agent ${n}`, { trace: id(n), at, attributes }) : 'e'.repeat(16);
  script.model({ trace: id(n), parent: agent, at: at + 1, says });
  return partsOf(script.payload());
}
const KEPT = { outcome: 'kept', tooMany: 0 };
const sizeOf = (n: number): number => trace(n)[0]?.body.length ?? 0;

/** What keeps received traces does, wherever it keeps them. */
export function receivedTracesContract(name: string, harness: () => ReceivedTracesHarness): void {
  describe(`${name}, as received traces`, () => {
    let current: ReceivedTracesHarness;
    let traces: ReceivedTraces;
    beforeEach(() => {
      current = harness();
    });
    afterEach(async () => {
      traces.close();
      await current.dispose();
    });
    const opened = async (limits: Partial<ReceivingLimits> = {}) => {
      traces = await current.open({ ...LIMITS, ...limits });
      return traces;
    };
    const reopened = async (limits: Partial<ReceivingLimits> = {}) => {
      traces.close();
      traces = await current.reopen({ ...LIMITS, ...limits });
    };
    const telemetryOf = async (ids: readonly string[]) =>
      (await traces.bodies(ids)).map(({ body }) => readOtlp(JSON.parse(new TextDecoder().decode(body))));
    const runsOf = async (traceId: string) =>
      foreignTrajectories(await telemetryOf(await traces.companions(traceId))).filter(({ traceIds = [] }) =>
        traceIds.includes(traceId),
      );
    const settle = async (n: number, { spans = 2, turns = 0, at = 0, service = '' } = {}) => {
      const ties = tiesOf(await telemetryOf([id(n)]));
      const profile = { ending: { status: 'ok' }, startedAt: 0, endedAt: 1, hasContent: true, service } as const;
      const findings = { turns, agents: [], ...(service !== '' && { profile }) };
      await traces.settle(id(n), { spans, findings, ties }, at);
    };

    it('are there again when they are opened again, with what is due', async () => {
      await (await opened()).keep(trace(1), 5);
      await reopened();
      expect(await traces.nextDue('reading')).toBe(105);
      const told = { traceId: id(1), receivedAt: 5, updatedAt: 5, spans: 2, bytes: sizeOf(1), hasRoot: true };
      expect(await traces.trace(id(1))).toEqual(told);
      expect(await runsOf(id(1))).toMatchObject([{ runId: id(1), agents: [{ agent: 'agent 1' }] }]);
    });

    it('are waited for longer while their root is missing', async () => {
      await (await opened()).keep(trace(1, { root: false }), 0);
      expect(await traces.nextDue('reading')).toBe(1000);
      await traces.keep(trace(1), 10);
      expect(await traces.nextDue('reading')).toBe(110);
      await traces.keep(trace(1, { root: false, says: 'y' }), 50);
      expect(await traces.nextDue('reading')).toBe(150);
    });

    it('are not changed by parts that are there already, as they are, alone or with others', async () => {
      await (await opened()).keep(trace(1), 5);
      await settle(1, { turns: 1 });
      await traces.keepDiagnosis(id(1), 2, 'said');
      const before = await traces.trace(id(1));
      expect(await traces.keep(trace(1), 50)).toEqual(KEPT);
      expect(await traces.keep([...trace(2), ...trace(1), ...trace(2)], 60)).toEqual(KEPT);
      expect(await traces.trace(id(1))).toEqual(before);
      expect(await traces.diagnosis(id(1))).toBe('said');
      expect(await traces.trace(id(2))).toMatchObject({ spans: 2, receivedAt: 60 });
    });

    it('are read once they are due, then judged, and nothing more until more comes', async () => {
      await (await opened()).keep(trace(1), 0);
      expect(await traces.claim('reading', 99, 200)).toBeUndefined();
      expect(await traces.claim('judging', 100, 200)).toBeUndefined();
      expect(await traces.claim('reading', 100, 200)).toMatchObject({ traceId: id(1) });
      await settle(1, { turns: 1, at: 110 });
      expect(await traces.nextDue('reading')).toBeUndefined();
      expect((await traces.trace(id(1)))?.findings).toMatchObject({ turns: 1 });
      expect(await traces.claim('judging', 110, 200)).toMatchObject({ traceId: id(1) });
      await traces.keepDiagnosis(id(1), 2, 'said');
      expect(await traces.nextDue('judging')).toBeUndefined();
      await traces.keep(trace(1, { says: 'more' }), 500);
      expect(await traces.nextDue('reading')).toBe(600);
      expect((await traces.trace(id(1)))?.findings).toBeUndefined();
    });

    it('are claimed by one at a time, until the claim runs out or is given back', async () => {
      await opened();
      for (const n of [1, 2]) await traces.keep(trace(n), n);
      const first = await traces.claim('reading', 200, 300);
      expect(first).toEqual({ traceId: id(1), stage: 'reading', until: 300, tries: 1 });
      expect(await traces.claim('reading', 200, 400)).toMatchObject({ traceId: id(2) });
      expect(await traces.claim('reading', 299, 400)).toBeUndefined();
      expect(await traces.nextDue('reading')).toBe(300);
      const second = await traces.claim('reading', 300, 500);
      expect(second).toMatchObject({ traceId: id(1) });
      await traces.release(first!, 301);
      expect(await traces.claim('reading', 301, 500)).toBeUndefined();
      await traces.release(second!, 302);
      expect(await traces.claim('reading', 302, 500)).toMatchObject({ traceId: id(1) });
    });

    it('tell how often reading them was begun, and are not judged where they are settled so', async () => {
      await (await opened()).keep(trace(1), 0);
      for (let time = 1; time <= MOST_TRIES; time++) {
        await traces.release((await traces.claim('reading', 1000 * time, 1000 * time + 999))!, 1000 * time);
        expect(await traces.claim('reading', 1000 * time, 1000 * (time + 1))).toMatchObject({ tries: time });
      }
      await reopened();
      expect(await traces.claim('reading', 1e6, 2e6)).toMatchObject({ tries: MOST_TRIES + 1 });
      await traces.settle(id(1), { spans: 2, findings: { turns: 0, agents: [] }, ties: tiesOf([]) }, undefined);
      expect((await traces.trace(id(1)))?.findings).toEqual({ turns: 0, agents: [] });
      for (const stage of ['reading', 'judging'] as const) expect(await traces.nextDue(stage)).toBeUndefined();
      expect(await traces.companions(id(1))).toEqual([id(1)]);
    });

    it('are left alone when judging them was begun too often, and not when it was given back', async () => {
      await (await opened()).keep(trace(1), 0);
      await settle(1);
      for (let time = 0; time < 2 * MOST_TRIES; time++)
        await traces.release((await traces.claim('judging', time, time + 100))!, time);
      for (let time = 1; time <= MOST_TRIES; time++)
        expect(await traces.claim('judging', 100 * time, 100 * (time + 1))).toBeDefined();
      expect(await traces.claim('judging', 1e6, 2e6)).toBeUndefined();
      expect(await traces.nextDue('judging')).toBeUndefined();
      await traces.keep(trace(1, { says: 'more' }), 1e6);
      await settle(1, { spans: 4, at: 1e6 });
      expect(await traces.claim('judging', 1e6, 2e6)).toBeDefined();
    });

    it('are not settled by what was found before the last spans came', async () => {
      await (await opened()).keep(trace(1), 0);
      await traces.keep(trace(1, { root: false }), 1);
      await settle(1);
      expect(await traces.nextDue('reading')).toBe(101);
    });

    it('are told what was said of them until more of them comes', async () => {
      await (await opened()).keep(trace(1), 5);
      await traces.keepDiagnosis(id(1), 1, 'of fewer spans');
      expect(await traces.diagnosis(id(1))).toBeUndefined();
      await traces.keepDiagnosis(id(1), 2, 'said');
      expect(await traces.diagnosis(id(1))).toBe('said');
      expect(await traces.nextDue('reading')).toBe(105);
      await traces.keep(trace(1, { root: false }), 6);
      expect(await traces.diagnosis(id(1))).toBeUndefined();
    });

    it('of one session are one run', async () => {
      await opened();
      for (const n of [1, 2, 3]) {
        await traces.keep(trace(n, { session: n === 3 ? '' : 's' }), n);
        await settle(n);
      }
      expect([...(await traces.companions(id(1)))].sort()).toEqual([id(1), id(2)]);
      expect(await runsOf(id(1))).toMatchObject([{ traceIds: [id(1), id(2)] }]);
      expect(await runsOf(id(3))).toMatchObject([{ traceIds: [id(3)] }]);
    });

    it('of one run are one where an agent in a tool has a trace of its own', async () => {
      await opened();
      const script = spanScript('gen_ai');
      const lead = script.agent('lead', { trace: id(1), at: 0, for: 100 });
      script.model({ trace: id(1), parent: lead, at: 1 });
      script.tool('ask_worker', { trace: id(1), parent: lead, at: 10, for: 40 });
      script.model({ trace: id(2), parent: script.agent('worker', { trace: id(2), at: 11, for: 30 }), at: 12 });
      script.model({ trace: id(3), parent: script.agent('later', { trace: id(3), at: 500, for: 30 }), at: 501 });
      await traces.keep(partsOf(script.payload()), 1);
      await settle(1, { spans: 3 });
      await settle(2);
      await settle(3);
      for (const n of [1, 2]) expect(await runsOf(id(n))).toMatchObject([{ traceIds: [id(1), id(2)] }]);
      expect(await traces.companions(id(3))).toEqual([id(3)]);
    });

    it('take no more spans than a trace may have, and the others of the request', async () => {
      await opened({ spans: 3 });
      expect(await traces.keep(trace(1), 0)).toEqual(KEPT);
      const more = [...trace(1, { says: 'more' }), ...trace(2)];
      expect(await traces.keep(more, 1)).toEqual({ outcome: 'kept', tooMany: 2 });
      expect(await traces.trace(id(1))).toMatchObject({ spans: 2, updatedAt: 0 });
      expect((await traces.trace(id(2)))?.spans).toBe(2);
    });

    it('are none where a part alone has more spans than a trace may have', async () => {
      await opened({ spans: 1 });
      expect(await traces.keep(trace(1), 0)).toEqual({ outcome: 'kept', tooMany: 2 });
      expect(await traces.trace(id(1))).toBeUndefined();
    });

    it('make room for new ones, the longest settled first', async () => {
      await opened({ bytes: 40 * sizeOf(10) });
      for (let n = 1; n <= 40; n++) {
        await traces.keep(trace(n), n);
        if (n !== 1) await settle(n);
      }
      await traces.keep(trace(41), 41);
      expect(await traces.trace(id(2))).toBeUndefined();
      expect(await traces.bodies([id(2)])).toEqual([]);
      for (const n of [1, 40, 41]) expect(await traces.trace(id(n))).toBeDefined();
    });

    it('are refused while all that is kept is still open, and the count of bytes survives', async () => {
      const bytes = 1.5 * sizeOf(1);
      await (await opened({ bytes })).keep(trace(1), 1);
      expect(await traces.keep(trace(2), 2)).toEqual({ outcome: 'full' });
      await reopened({ bytes });
      expect(await traces.keep(trace(2), 2)).toEqual({ outcome: 'full' });
      await settle(1);
      expect(await traces.keep(trace(2), 2)).toEqual(KEPT);
    });

    it('are listed newest first, page by page', async () => {
      await opened();
      for (let n = 1; n <= 5; n++) await traces.keep(trace(n), Math.ceil(n / 2));
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await traces.page({ limit: 2, cursor });
        seen.push(...page.traces.map(({ traceId }) => traceId));
        cursor = page.next;
      } while (cursor !== undefined);
      expect(seen).toEqual([5, 4, 3, 2, 1].map(id));
    });

    it('are listed by their service and since a time, page by page', async () => {
      await opened();
      for (let n = 1; n <= 6; n++) {
        await traces.keep(trace(n), n);
        if (n !== 6) await settle(n, { service: n % 2 === 0 ? 'shop' : 'help' });
      }
      const listed = async (query: Partial<TraceQuery>) =>
        (await traces.page({ limit: 9, ...query })).traces.map(({ traceId }) => traceId);
      expect(await listed({ service: 'help' })).toEqual([5, 3, 1].map(id));
      expect(await listed({ service: 'shop', since: 3 })).toEqual([id(4)]);
      expect(await listed({ since: 5 })).toEqual([6, 5].map(id));
      const { next } = await traces.page({ limit: 1, service: 'help', since: 2 });
      expect(await listed({ service: 'help', since: 2, cursor: next })).toEqual([id(3)]);
      expect(await listed({ service: 'none' })).toEqual([]);
      await traces.keep(trace(2, { says: 'more' }), 7);
      await settle(2, { spans: 4 });
      expect(await listed({ service: 'shop' })).toEqual([id(4)]);
    });
  });
}
