import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { approvalIdOf, asAgentId, callIdOf, type RunDiagnosis, type RunEvent, type RunId } from '#events';
import {
  eventStream,
  recorded,
  reportOf,
  requested,
  runIdNumber,
  saying,
  solo,
  soloTurn,
  startedData,
  type EventStream,
} from '#read-models/testing';
import type { Store } from '../port.js';
import { diagnosisOf } from './diagnosis-of.js';

/** A fresh database for each test. `reopen` opens it again after the store was closed. */
export interface StoreHarness {
  open(): Promise<Store>;
  reopen(): Promise<Store>;
  dispose(): Promise<void>;
}

const PROJECTION = 'test';
const tenant = 'default';
const HASH = 'a'.repeat(64);

/** A run that is graded, with a message, failed and discarded attempts and a two-phase turn. */
function eventful(runId: RunId): EventStream {
  const stream = eventStream(runId);
  stream.add(
    'RunStarted',
    startedData({ labels: { team: 'red' }, comparisonId: 'c1', idempotencyKey: `key-${runId}` }),
  );
  const error = { code: 'overloaded', message: 'busy', retryable: true } as const;
  stream.add('TurnFailed', { turnId: soloTurn(1), attempt: 1, error, next: { retryAt: 1 }, report: reportOf() });
  stream.add('TurnAnswered', {
    turnId: soloTurn(1),
    attempt: 2,
    answer: saying('x'),
    controls: [],
    report: reportOf(),
  });
  const { report: _report, outcomes: _outcomes, ...second } = recorded(1, { attempt: 2, answer: { answeredAt: 3 } });
  stream.add('TurnRecorded', second);
  stream.add('TurnRecorded', recorded(2, { report: reportOf({ usage: { source: 'unknown' }, cost: undefined }) }));
  stream.add('TurnDiscarded', { turnId: soloTurn(1), attempt: 1, reason: 'turn_closed', report: reportOf() });
  const part = { turnId: soloTurn(2), index: 0 };
  stream.add('MessageSent', { from: solo, to: [asAgentId('other')], kind: 'report', round: 1, part });
  stream.add('RunCompleted', { answers: [{ agentId: solo, part }], because: 'answered' });
  const grade = { grader: 'g', version: '1', passed: true, anyPassed: true, score: 1, perAnswer: [] };
  stream.add('RunGraded', grade);
  return stream;
}

const apply = (store: Store, events: readonly RunEvent[], position = 0, partition = 0) =>
  store.apply(PROJECTION, partition, { events, position, next: position + events.length });

/** What every store does, whatever keeps its rows. */
export function storeContract(name: string, harness: () => StoreHarness): void {
  describe(`${name}, as a store`, () => {
    let store: Store;
    let current: StoreHarness;
    beforeEach(async () => {
      current = harness();
      store = await current.open();
    });
    afterEach(async () => {
      await store.close();
      await current.dispose();
    });
    const reopen = async () => {
      await store.close();
      store = await current.reopen();
    };
    const everything = async () => ({
      runs: await store.runs({ tenant }, { limit: 10 }),
      detail: await store.run(runIdNumber(1)),
      messages: await store.messages(runIdNumber(1), { limit: 10 }),
    });

    describe('projects', () => {
      it('rows and position together', async () => {
        expect(await store.positionOf(PROJECTION, 0)).toBeUndefined();
        const { events } = eventful(runIdNumber(1));
        await apply(store, events);
        await reopen();
        expect(await store.positionOf(PROJECTION, 0)).toBe(events.length);
        expect(await store.positionOf(PROJECTION, 1)).toBeUndefined();
        expect(await store.run(runIdNumber(1))).toMatchObject({ run: { status: 'completed', sequence: 9 } });
      });

      it('refuses a batch from a position that was left, and changes nothing', async () => {
        const first = eventStream(runIdNumber(1));
        first.add('RunStarted', startedData());
        await apply(store, first.events);
        const zombie = eventStream(runIdNumber(2));
        zombie.add('RunStarted', startedData());
        await expect(apply(store, zombie.events, 0)).rejects.toMatchObject({ code: 'position_moved' });
        expect(await store.positionOf(PROJECTION, 0)).toBe(1);
        expect(await store.run(runIdNumber(2))).toBeUndefined();
      });

      it('the position not without the rows', async () => {
        const { events } = eventful(runIdNumber(1));
        await apply(store, events);
        await expect(apply(store, events, events.length)).rejects.toThrow();
        expect(await store.positionOf(PROJECTION, 0)).toBe(events.length);
      });

      it('to the same rows whatever the batches were', async () => {
        const { events } = eventful(runIdNumber(1));
        await apply(store, events);
        const atOnce = await everything();
        await store.removeRuns([runIdNumber(1)]);
        expect(await store.run(runIdNumber(1))).toBeUndefined();
        for (const [index, event] of events.entries()) await apply(store, [event], events.length + index);
        expect(await everything()).toEqual(atOnce);
      });

      it('spend by its fate, what is unknown counted apart', async () => {
        await apply(store, eventful(runIdNumber(1)).events);
        const detail = await store.run(runIdNumber(1));
        const one = { attempts: 1, input: 100, output: 10, microDollars: 3, withoutUsage: 0, withoutCost: 0 };
        expect(detail?.spend).toEqual({
          answered: { attempts: 0, input: 0, output: 0, microDollars: 0, withoutUsage: 0, withoutCost: 0 },
          recorded: { ...one, attempts: 2, withoutUsage: 1, withoutCost: 1 },
          failed: one,
          discarded: one,
        });
        expect(detail?.counts).toEqual({
          turns: 2,
          messages: 1,
          toolCalls: 0,
          requestedAttempts: 0,
          failedAttempts: 1,
          discardedAttempts: 1,
        });
        expect(detail?.agents).toMatchObject([{ agentId: 'solo', turns: 2, spend: { failed: one } }]);
      });

      it('an attempt that its deadline cut off as one of unknown spend', async () => {
        const stream = eventStream(runIdNumber(1));
        stream.add('RunStarted', startedData());
        const error = { code: 'deadline_exceeded', message: 'no result', retryable: false } as const;
        stream.add('TurnFailed', { turnId: soloTurn(1), attempt: 1, error, next: 'final' });
        await apply(store, stream.events);
        const detail = await store.run(runIdNumber(1));
        const lost = { attempts: 1, input: 0, output: 0, microDollars: 0, withoutUsage: 1, withoutCost: 1 };
        expect(detail?.spend.failed).toEqual(lost);
        expect(detail?.agents).toMatchObject([{ spend: { failed: lost } }]);
      });

      it('an attempt that was open when its run ended as one of unknown spend, until it is told', async () => {
        const stream = eventStream(runIdNumber(1));
        stream.add('RunStarted', startedData());
        stream.add('TurnRequested', requested(1));
        stream.add('TurnRecorded', recorded(1));
        stream.add('TurnRequested', requested(2));
        await apply(store, stream.events);
        const discarded = async () => (await store.run(runIdNumber(1)))?.spend.discarded;
        const nothing = { attempts: 0, input: 0, output: 0, microDollars: 0, withoutUsage: 0, withoutCost: 0 };
        expect(await discarded()).toEqual(nothing);

        stream.add('RunCancelled', {});
        await apply(store, stream.events.slice(4), 4);
        const lost = { ...nothing, attempts: 1, withoutUsage: 1, withoutCost: 1 };
        expect(await discarded()).toEqual(lost);
        expect((await store.run(runIdNumber(1)))?.agents).toMatchObject([{ spend: { discarded: lost } }]);

        stream.add('TurnDiscarded', { turnId: soloTurn(2), attempt: 1, reason: 'run_ended', report: reportOf() });
        await apply(store, stream.events.slice(5), 5);
        expect(await discarded()).toMatchObject({ attempts: 1, input: 100, withoutUsage: 0, withoutCost: 0 });
      });

      it('a run with an unreadable event as parked', async () => {
        const stream = eventStream(runIdNumber(1));
        stream.add('RunStarted', startedData());
        await apply(store, stream.events);
        await store.apply(PROJECTION, 0, { events: [], unreadable: [runIdNumber(1)], position: 1, next: 2 });
        expect(await store.run(runIdNumber(1))).toMatchObject({ run: { parked: 1, sequence: 1 } });
      });

      it('the outcome, the answers and the grade', async () => {
        await apply(store, eventful(runIdNumber(1)).events);
        expect((await store.run(runIdNumber(1)))?.run).toMatchObject({
          outcome: { because: 'answered' },
          answers: [{ agentId: 'solo', part: { turnId: 'solo.2', index: 0 } }],
          graded: { passed: true },
          origin: { seed: 7, labels: { team: 'red' } },
        });
      });
    });

    describe('finds runs', () => {
      beforeEach(async () => {
        const family = { family: 'filings', seed: 1, index: 0 };
        const starts = [
          startedData({ labels: { team: 'red', shift: 'a' } }),
          startedData({ labels: { team: 'blue' }, comparisonId: 'c1' }),
          startedData({ labels: { team: 'red' }, taskRef: family }),
        ];
        const events = starts.flatMap((data, index) => {
          const stream = eventStream(runIdNumber(index + 1));
          stream.add('RunStarted', data);
          if (index === 0) stream.add('RunCancelled', {});
          return stream.events;
        });
        await apply(store, events);
      });
      const found = async (filter: object) =>
        (await store.runs({ tenant, ...filter }, { limit: 10 })).items.map(({ run }) => run.runId);

      it.each([
        [{}, [3, 2, 1]],
        [{ status: 'cancelled' }, [1]],
        [{ architecture: 'single' }, [3, 2, 1]],
        [{ architecture: 'hybrid' }, []],
        [{ family: 'filings' }, [3]],
        [{ comparisonId: 'c1' }, [2]],
        [{ label: { label: 'team', value: 'red' } }, [3, 1]],
        [{ label: { label: 'team', value: 'red' }, status: 'running' }, [3]],
        [{ tenant: 'other' }, []],
      ])('by %j', async (filter, expected) => {
        expect(await found(filter)).toEqual(expected.map(runIdNumber));
      });

      it('by a text of any characters', async () => {
        const value = 'a "b" \u0000 🌍';
        const stream = eventStream(runIdNumber(9));
        stream.add('RunStarted', startedData({ labels: { team: value } }));
        await apply(store, stream.events, 0, 1);
        expect(await found({ label: { label: 'team', value } })).toEqual([runIdNumber(9)]);
      });

      it('page by page, each once', async () => {
        const first = await store.runs({ tenant }, { limit: 2 });
        const second = await store.runs({ tenant }, { limit: 2, after: first.next });
        expect([...first.items, ...second.items].map(({ run }) => run.runId)).toEqual([3, 2, 1].map(runIdNumber));
        expect(second.next).toBeUndefined();
      });
    });

    it('pages messages by sequence', async () => {
      await apply(store, eventful(runIdNumber(1)).events);
      const page = await store.messages(runIdNumber(1), { limit: 1 });
      expect(page.items).toMatchObject([{ sequence: 7, sender: 'solo', recipients: ['other'], kind: 'report' }]);
      expect(await store.messages(runIdNumber(1), { limit: 1, after: '7' })).toEqual({ items: [] });
    });

    it('lists approvals by status: open, resolved, void', async () => {
      const approvals = [1, 2, 3].map((n) => approvalIdOf(callIdOf(soloTurn(n), 1), 1));
      const [first, second, third] = approvals as [(typeof approvals)[0], (typeof approvals)[0], (typeof approvals)[0]];
      const ask = (stream: EventStream, approvalId: typeof first, n: number) =>
        stream.add('ApprovalRequested', {
          approvalId,
          kind: 'before_call',
          turnId: soloTurn(n),
          callId: callIdOf(soloTurn(n), 1),
          expiresAt: 9,
        });
      const ended = eventStream(runIdNumber(1));
      ask(ended, first, 1);
      ask(ended, second, 2);
      ended.add('ApprovalResolved', { approvalId: first, decision: 'approve' }, { actor: 'ann' });
      ended.add('RunCancelled', {});
      const going = eventStream(runIdNumber(2));
      ask(going, third, 3);
      await apply(store, [...ended.events, ...going.events]);
      const withStatus = async (status: 'open' | 'resolved' | 'void') =>
        (await store.approvals({ tenant, status }, { limit: 10 })).items.map(({ approvalId }) => approvalId);
      expect(await withStatus('open')).toEqual([third]);
      expect(await withStatus('resolved')).toEqual([first]);
      expect(await withStatus('void')).toEqual([second]);
      const page = await store.approvals({ tenant }, { limit: 2 });
      expect((await store.approvals({ tenant }, { limit: 2, after: page.next })).items).toHaveLength(1);
      expect((await store.approvals({ tenant, runId: runIdNumber(2) }, { limit: 2 })).items).toHaveLength(1);
    });

    describe('accepts runs', () => {
      const unlogged = { wholeHash: 'c'.repeat(64), salt: 'salt' };
      const request = { tenant, idempotencyKey: 'k', bodyHash: HASH, unlogged, runId: runIdNumber(1), now: 1 };
      const first = { runId: runIdNumber(1), salt: 'salt', sameBody: true, first: true };

      it('and answers the first run for a repeated key, after a reopen too', async () => {
        expect(await store.acceptRun(request)).toEqual(first);
        await reopen();
        const other = { ...unlogged, salt: 'other' };
        const again = await store.acceptRun({ ...request, unlogged: other, runId: runIdNumber(2) });
        expect(again).toEqual({ ...first, first: false });
        expect(await store.isAccepted(runIdNumber(2))).toBe(false);
      });

      it('and notices another body under the same key', async () => {
        await store.acceptRun(request);
        const body = { bodyHash: 'b'.repeat(64), unlogged: { ...unlogged, wholeHash: 'd'.repeat(64) } };
        const other = await store.acceptRun({ ...request, ...body, runId: runIdNumber(2) });
        expect(other).toEqual({ ...first, sameBody: false, first: false });
        const expecting = { ...request, unlogged: body.unlogged, runId: runIdNumber(2) };
        expect(await store.acceptRun(expecting)).toMatchObject({ sameBody: false });
      });

      it('whose whole body an earlier version had in the log', async () => {
        await store.acceptRun({
          tenant,
          idempotencyKey: 'k',
          bodyHash: unlogged.wholeHash,
          runId: runIdNumber(1),
          now: 1,
        });
        const again = await store.acceptRun({ ...request, runId: runIdNumber(2) });
        expect(again).toEqual({ ...first, salt: null, first: false });
      });

      it('and finds what was accepted under a key', async () => {
        await store.acceptRun(request);
        expect(await store.acceptedUnder(tenant, 'k')).toEqual({ runId: runIdNumber(1), bodyHash: HASH, ...unlogged });
        expect(await store.acceptedUnder(tenant, 'other')).toBeUndefined();
        expect(await store.acceptedUnder('b', 'k')).toBeUndefined();
      });

      it('one of many at once', async () => {
        const answers = await Promise.all(
          [1, 2, 3, 4].map((n) => store.acceptRun({ ...request, runId: runIdNumber(n) })),
        );
        expect(new Set(answers.map(({ runId }) => runId)).size).toBe(1);
        expect(answers.filter(({ first }) => first)).toHaveLength(1);
      });

      it('without a key, and keys of other tenants, apart', async () => {
        const { idempotencyKey: _key, ...keyless } = request;
        await store.acceptRun(keyless);
        await store.acceptRun({ ...keyless, runId: runIdNumber(2) });
        expect(await store.isAccepted(runIdNumber(1))).toBe(true);
        expect(await store.isAccepted(runIdNumber(2))).toBe(true);
        expect(await store.acceptRun({ ...request, runId: runIdNumber(3) })).toMatchObject({ first: true });
        expect(await store.acceptRun({ ...request, tenant: 'b', runId: runIdNumber(4) })).toMatchObject({
          first: true,
        });
      });

      it('that it learns of from the log alone', async () => {
        await apply(store, eventful(runIdNumber(1)).events);
        const again = await store.acceptRun({
          ...request,
          idempotencyKey: `key-${runIdNumber(1)}`,
          runId: runIdNumber(2),
        });
        expect(again).toMatchObject({ runId: runIdNumber(1), first: false });
      });
    });

    describe('keeps what was said of runs', () => {
      const keep = (diagnoses: readonly RunDiagnosis[], position: number) =>
        store.apply('diagnoses', 0, { events: [], diagnoses, position, next: position + diagnoses.length });
      const told = async () =>
        (await store.diagnoses(runIdNumber(1))).map(({ at, diagnosed }) => [diagnosed.version, diagnosed.upTo, at]);

      it('by every version, the latest first, each once', async () => {
        await keep([diagnosisOf({ at: 1 }), diagnosisOf({ version: '2', at: 5 }), diagnosisOf({ at: 9 })], 0);
        await keep([diagnosisOf({ run: 2 })], 3);
        await reopen();
        expect(await told()).toEqual([
          ['2', 4, 5],
          ['1', 4, 1],
        ]);
        expect((await store.diagnoses(runIdNumber(2)))[0]?.diagnosed).toEqual(diagnosisOf({}).data);
        expect(await store.positionOf('diagnoses', 0)).toBe(4);
      });

      it('of one version what has seen most of the run', async () => {
        await keep([diagnosisOf({ upTo: 5, at: 2 }), diagnosisOf({ upTo: 4, at: 3 })], 0);
        expect(await told()).toEqual([['1', 5, 2]]);
        await keep([diagnosisOf({ upTo: 6, at: 4 })], 2);
        expect(await told()).toEqual([['1', 6, 4]]);
      });

      it('until they are removed', async () => {
        await keep([diagnosisOf({}), diagnosisOf({ run: 2 })], 0);
        await store.removeRuns([runIdNumber(1)]);
        expect(await told()).toEqual([]);
        expect(await store.diagnoses(runIdNumber(2))).toHaveLength(1);
      });
    });

    it('remembers what became of dead letters, each once and for good', async () => {
      const place = { partition: 1, offset: 7 };
      await store.settleLetter(place, { how: 'dropped', at: 5 });
      await store.settleLetter(place, { how: 'retried', at: 6 });
      await store.settleLetter({ partition: 0, offset: 9 }, { how: 'retried', at: 7 });
      await reopen();
      expect(await store.settledLetters()).toEqual([
        { partition: 0, offset: 9, how: 'retried', at: 7 },
        { partition: 1, offset: 7, how: 'dropped', at: 5 },
      ]);
    });

    it('forgets removed runs and their keys', async () => {
      await apply(store, [...eventful(runIdNumber(1)).events, ...eventful(runIdNumber(2)).events]);
      await store.removeRuns([runIdNumber(1)]);
      expect(await store.run(runIdNumber(1))).toBeUndefined();
      expect(await store.isAccepted(runIdNumber(1))).toBe(false);
      expect((await store.messages(runIdNumber(1), { limit: 9 })).items).toEqual([]);
      expect(await store.run(runIdNumber(2))).toBeDefined();
    });
  });
}
