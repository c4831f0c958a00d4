import { afterEach, describe, expect, it } from '@jest/globals';
import { MAX_RECORD_BYTES } from '#events';
import { firstRecords, recordsOf, type LogHarness } from './log-harness.js';
import { asCommand, asEvent, event, reasonOf, runIdOf } from './messages.js';
import { GatedWorker } from './recorders.js';
import { until } from './until.js';

const RUN = runIdOf(1);
const QUICK = { retryMs: 1 };
const output = (sequence: number) => [asEvent(event(RUN, sequence, `output ${sequence}`))];

export function workContract(harness: LogHarness): void {
  describe('work', () => {
    afterEach(() => harness.dispose());

    const publish = async (log: Awaited<ReturnType<LogHarness['open']>>['log'], ...reasons: string[]) => {
      for (const reason of reasons) await log.publish([asCommand(RUN, reason)]);
    };

    it('observes every record in order while jobs hang, so that a cancel arrives', async () => {
      const { log } = await harness.open();
      const worker = new GatedWorker({ concurrency: 1 });
      await log.work(worker);
      await publish(log, 'a', 'b', 'cancel');
      await until(() => worker.observed.length === 3);
      expect(worker.observed).toEqual(['a', 'b', 'cancel']);
      expect(worker.started).toEqual(['a']);
    });

    it('asks for no more jobs than it may run, and goes on when one ends', async () => {
      const { log } = await harness.open();
      const worker = new GatedWorker({ concurrency: 2 });
      await log.work(worker);
      await publish(log, 'a', 'b', 'c', 'd');
      await until(() => worker.observed.length === 4);
      expect(worker.jobs.map((job) => job.reason)).toEqual(['a', 'b']);
      worker.job('b').outcome.open([]);
      await until(() => worker.jobs.length === 3);
      worker.job('a').outcome.open([]);
      worker.job('c').outcome.open(output(1));
      await until(() => worker.started.length === 4);
      expect(worker.started).toEqual(['a', 'b', 'c', 'd']);
    });

    it('asks once for each record, in order, after observing it', async () => {
      const { log } = await harness.open();
      const worker = new GatedWorker({ concurrency: 100 });
      await log.work(worker);
      await publish(log, 'a', 'b', 'c');
      await until(() => worker.jobs.length === 3);
      const asked = worker.calls.filter((call) => call.startsWith('ask '));
      expect(asked).toEqual(['ask a', 'ask b', 'ask c']);
      for (const reason of ['a', 'b', 'c']) {
        expect(worker.calls.indexOf(`observe ${reason}`)).toBeLessThan(worker.calls.indexOf(`ask ${reason}`));
      }
      expect(worker.jobs.map((job) => job.takeover)).toEqual([false, false, false]);
    });

    it('runs the jobs of a lane one after the other, each after the outputs before it are durable, and lanes beside each other', async () => {
      const { log } = await harness.open();
      const worker = new GatedWorker({ laneOf: (record) => reasonOf(record).slice(0, 1) });
      await log.work(worker);
      await publish(log, 'x1', 'x2', 'y1');
      await until(() => worker.started.length === 2);
      expect(worker.started).toEqual(['x1', 'y1']);
      worker.job('x1').outcome.open(output(1));
      await until(() => worker.started.length === 3);
      expect(worker.started).toEqual(['x1', 'y1', 'x2']);
      expect((await recordsOf(log, 'run-events')).map(reasonOf)).toEqual(['output 1']);
    });

    it('runs a job that rejects again, and holds nothing but its lane meanwhile', async () => {
      const troubles: string[] = [];
      const { log } = await harness.open({
        ...QUICK,
        onTrouble: ({ during, error }) => troubles.push(`${during} ${String(error)}`),
      });
      const worker = new GatedWorker({ concurrency: 1, laneOf: (record) => reasonOf(record).slice(0, 1) });
      await log.work(worker);
      await publish(log, 'x1', 'x2', 'y1');
      await until(() => worker.jobs.length === 1);
      const failing = worker.job('x1');
      failing.outcome.fail(new Error('not now'));
      await until(() => worker.started.includes('y1'));
      worker.job('y1').outcome.open(output(1));
      await until(() => failing.started > 1);
      expect(worker.started).not.toContain('x2');
      expect(troubles[0]).toBe('job Error: not now');
      await log.close();
    });

    it('gives a job up whose outputs can never be written: says so, goes on in its lane, and never runs it again', async () => {
      const troubles: unknown[] = [];
      const before = await harness.open({ ...QUICK, onTrouble: ({ error }) => troubles.push(error) });
      const worker = new GatedWorker({ laneOf: () => 'one', concurrency: 1 });
      await before.log.work(worker);
      await publish(before.log, 'a', 'b', 'c');
      await until(() => worker.started.length === 1);
      worker.job('a').outcome.open([asEvent(event(RUN, 1, 'x'.repeat(MAX_RECORD_BYTES)))]);
      await until(() => worker.started.length === 2);
      expect(troubles).toMatchObject([{ code: 'record_too_large' }]);
      worker.job('b').outcome.open(output(1));
      await until(() => worker.started.length === 3);
      before.drop();
      const { log } = await harness.reopen(before);
      const successor = new GatedWorker({ laneOf: () => 'one' });
      await log.work(successor);
      await until(() => successor.started.length === 1);
      expect(successor.started).toEqual(['c']);
      expect(worker.started).toEqual(['a', 'b', 'c']);
      expect((await recordsOf(log, 'run-events')).map(reasonOf)).toEqual(['output 1']);
    });

    it('commits the outputs of a job and its end together; who takes over is asked again for what had not ended', async () => {
      const before = await harness.open();
      const worker = new GatedWorker();
      await before.log.work(worker);
      await publish(before.log, 'a', 'b', 'c');
      await until(() => worker.started.length === 3);
      worker.job('a').outcome.open(output(1));
      await firstRecords(before.log, 'run-events', 1);
      before.drop();
      const after = await harness.reopen(before);
      const successor = new GatedWorker();
      await after.log.work(successor);
      await until(() => successor.jobs.length === 2);
      expect(successor.jobs.map(({ reason, takeover }) => [reason, takeover])).toEqual([
        ['b', true],
        ['c', true],
      ]);
      expect((await recordsOf(after.log, 'run-events')).map(reasonOf)).toEqual(['output 1']);
      expect(await Promise.all(worker.jobs.map(async (job) => (await job.signal).aborted))).toEqual([
        false,
        true,
        true,
      ]);
    });

    it('asks again for all that had not ended, where outputs may repeat, and writes them before their lane goes on', async () => {
      const before = await harness.open();
      const worker = new GatedWorker({ outputsMayRepeat: true, laneOf: (record) => reasonOf(record).slice(0, 1) });
      await before.log.work(worker);
      await publish(before.log, 'x1', 'y1', 'y2', 'x2');
      await until(() => worker.started.length === 2);
      worker.job('y1').outcome.open(output(1));
      await until(() => worker.started.length === 3);
      expect((await recordsOf(before.log, 'run-events')).map(reasonOf)).toEqual(['output 1']);
      before.drop();
      const { log } = await harness.reopen(before);
      const successor = new GatedWorker();
      await log.work(successor);
      await until(() => successor.jobs.length >= 3 && successor.jobs.at(-1)?.reason === 'x2');
      // Of the end of y1 the former owner may have kept nothing yet; the position stands at x1 in either case.
      expect(successor.jobs.map(({ reason }) => reason)).toEqual(['x1', 'y1', 'y2', 'x2']);
      expect(successor.jobs.every(({ takeover }) => takeover)).toBe(true);
    });

    it('repeats nothing after an orderly end, also where outputs may repeat', async () => {
      const { log } = await harness.open();
      const worker = new GatedWorker({ outputsMayRepeat: true });
      const subscription = await log.work(worker);
      await publish(log, 'a', 'b');
      await until(() => worker.started.length === 2);
      worker.job('a').outcome.open(output(1));
      const closing = subscription.close();
      worker.job('b').outcome.fail(new Error('aborted'));
      await closing;
      const successor = new GatedWorker();
      await log.work(successor);
      await until(() => successor.jobs.length === 1);
      expect(successor.jobs.map(({ reason }) => reason)).toEqual(['b']);
      expect((await recordsOf(log, 'run-events')).map(reasonOf)).toEqual(['output 1']);
    });

    it('observes to the end before it asks for anything, on takeover', async () => {
      const before = await harness.open();
      const reasons = Array.from({ length: 3_000 }, (_, i) => `c${i}`);
      await before.log.publish(reasons.map((reason) => asCommand(RUN, reason)));
      before.drop();
      const { log } = await harness.reopen(before);
      const worker = new GatedWorker({ concurrency: 5_000 });
      await log.work(worker);
      await until(() => worker.jobs.length === 3_000);
      expect(worker.observed).toEqual(reasons);
      expect(worker.calls.lastIndexOf('observe c2999')).toBeLessThan(worker.calls.indexOf('ask c0'));
      expect(worker.jobs.every((job) => job.takeover)).toBe(true);
      await publish(log, 'new');
      await until(() => worker.jobs.length === 3_001);
      expect(worker.job('new').takeover).toBe(false);
    });

    it('keeps the watermark at the oldest job that has not ended', async () => {
      const before = await harness.open();
      const worker = new GatedWorker();
      await before.log.work(worker);
      await publish(before.log, 'a', 'b', 'c');
      await until(() => worker.started.length === 3);
      worker.job('b').outcome.open(output(1));
      worker.job('c').outcome.open(output(2));
      await firstRecords(before.log, 'run-events', 2);
      before.drop();
      const { log } = await harness.reopen(before);
      const successor = new GatedWorker();
      await log.work(successor);
      await until(() => successor.jobs.length === 3);
      expect(successor.jobs.map((job) => job.reason)).toEqual(['a', 'b', 'c']);
    });

    it('tells jobs to stop when it is closed, keeps what they still give, and resolves', async () => {
      const { log } = await harness.open();
      const worker = new GatedWorker();
      const subscription = await log.work(worker);
      await publish(log, 'a', 'b');
      await until(() => worker.started.length === 2);
      const closing = subscription.close();
      expect((await worker.job('a').signal).aborted).toBe(true);
      worker.job('a').outcome.open(output(1));
      worker.job('b').outcome.fail(new Error('aborted'));
      await closing;
      await subscription.ended;
      expect(worker.calls.filter((call) => call.startsWith('revoked'))).toHaveLength(log.partitions);
      expect((await recordsOf(log, 'run-events')).map(reasonOf)).toEqual(['output 1']);
      const successor = new GatedWorker();
      await log.work(successor);
      await until(() => successor.jobs.length === 1);
      expect(successor.jobs.map((job) => job.reason)).toEqual(['b']);
    });

    it('does not wait for ever for a job that ignores its signal, and never shows what it gives later', async () => {
      const { log } = await harness.open({ graceMs: 1 });
      const worker = new GatedWorker();
      const subscription = await log.work(worker);
      await publish(log, 'a');
      await until(() => worker.started.length === 1);
      await subscription.close();
      worker.job('a').outcome.open(output(1));
      await publish(log, 'b');
      expect(await recordsOf(log, 'run-events')).toEqual([]);
    });
  });
}
