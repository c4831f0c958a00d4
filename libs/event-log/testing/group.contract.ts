import { afterEach, describe, expect, it } from '@jest/globals';
import type { EventLog } from '../port.js';
import { firstRecords, recordsOf, runInPartition, type LogHarness } from './log-harness.js';
import { asCommand, asEvent, event, reasonOf, runIdOf } from './messages.js';
import { EchoProcessor, GatedWorker } from './recorders.js';
import { gate, until } from './until.js';

/** Which partitions the calls say are held now. */
function held(calls: readonly string[]): ReadonlySet<string> {
  const partitions = new Set<string>();
  for (const call of calls) {
    const [what = '', partition = ''] = call.split(' ');
    if (what === 'assigned') partitions.add(partition);
    if (what === 'revoked') partitions.delete(partition);
  }
  return partitions;
}

const publishToAll = (log: EventLog, reason: string) =>
  log.publish(
    Array.from({ length: log.partitions }, (_, p) => asCommand(runInPartition(log, p, 0, runIdOf), `${reason} ${p}`)),
  );

export function groupContract(harness: LogHarness): void {
  describe('groups', () => {
    afterEach(() => harness.dispose());

    const twoMembers = async (log: EventLog) => {
      const first = new EchoProcessor();
      const second = new EchoProcessor();
      const subscriptions = [await log.process(first), await log.process(second)] as const;
      await until(() => held(first.calls).size === 2 && held(second.calls).size === 2, 'an even share');
      return { first, second, subscriptions };
    };

    it('shares the partitions between two members, each having one owner', async () => {
      const { log } = await harness.open();
      const { first, second } = await twoMembers(log);
      const owned = [...held(first.calls), ...held(second.calls)];
      expect(new Set(owned).size).toBe(log.partitions);
      await publishToAll(log, 'command');
      await firstRecords(log, 'run-events', log.partitions);
      expect(first.handled).toHaveLength(2);
      expect(second.handled).toHaveLength(2);
    });

    it('tells each member what it holds, whether it is at work there, and how far it has come', async () => {
      const { log } = await harness.open();
      const slow = gate();
      const processor = new EchoProcessor();
      const assigned = processor.assigned.bind(processor);
      processor.assigned = async (partition) => {
        if (partition === 0) await slow.promise;
        await assigned(partition);
      };
      const subscription = await log.process(processor);
      await until(() => held(processor.calls).size === log.partitions - 1);
      await log.publish([asCommand(runInPartition(log, 0, 0, runIdOf), 'a')]);
      const restoring = await subscription.holdings();
      expect(restoring.map(({ partition }) => partition)).toEqual(Array.from({ length: log.partitions }, (_, p) => p));
      expect(restoring.map(({ settled }) => settled)).toEqual(restoring.map(({ partition }) => partition !== 0));
      expect(restoring[0]).toEqual({ partition: 0, settled: false });
      slow.open();
      await until(() => processor.calls.includes('committed'));
      expect((await subscription.holdings())[0]).toEqual({ partition: 0, settled: true, position: 1, end: 1 });
      await subscription.close();
      expect(await subscription.holdings()).toEqual([]);
    });

    it('gives every group all records', async () => {
      const { log } = await harness.open();
      const [one, other] = [new EchoProcessor('one'), new EchoProcessor('other')];
      await log.process(one);
      await log.process(other);
      await publishToAll(log, 'command');
      await until(() => one.handled.length === log.partitions && other.handled.length === log.partitions);
    });

    it('hands the partitions of a member that closes to the other, where it stopped', async () => {
      const { log } = await harness.open();
      const { first, second, subscriptions } = await twoMembers(log);
      await publishToAll(log, 'before');
      await firstRecords(log, 'run-events', log.partitions);
      await subscriptions[0].close();
      await publishToAll(log, 'after');
      await firstRecords(log, 'run-events', 2 * log.partitions);
      expect(held(first.calls).size).toBe(0);
      expect(first.handled.filter((record) => reasonOf(record).startsWith('after'))).toEqual([]);
      expect(second.handled.map(reasonOf).filter((reason) => reason.startsWith('before'))).toHaveLength(2);
      expect(second.handled.map(reasonOf).filter((reason) => reason.startsWith('after'))).toHaveLength(log.partitions);
    });

    it('hands the partitions of a member that dies to the other; what it was about to write is never seen', async () => {
      const { log } = await harness.open();
      const zombie = new EchoProcessor();
      const dying = await log.process(zombie);
      const handle = zombie.handle.bind(zombie);
      zombie.handle = (partition, batch) => {
        const decided = handle(partition, batch);
        dying.drop();
        return decided;
      };
      const successor = new EchoProcessor();
      await log.process(successor);
      await until(() => held(successor.calls).size === 2);
      const mine = [...held(zombie.calls)].map(Number)[0] ?? 0;
      await log.publish([asCommand(runInPartition(log, mine, 0, runIdOf), 'a')]);
      await until(() => successor.calls.includes('committed'));
      expect(zombie.handled.map(reasonOf)).toEqual(['a']);
      expect(zombie.calls).not.toContain('committed');
      expect(zombie.calls.filter((call) => call.startsWith('revoked')).length).toBeLessThanOrEqual(2);
      expect((await recordsOf(log, 'run-events')).map(reasonOf)).toEqual(['echo of a']);
      await dying.ended;
    });

    it.each([
      ['', false],
      [', though its outputs may repeat', true],
    ])('never shows what a job of a dead member gives%s', async (_, outputsMayRepeat) => {
      const { log } = await harness.open();
      const run = runIdOf(1);
      const zombie = new GatedWorker({ outputsMayRepeat });
      const dying = await log.work(zombie);
      await log.publish([asCommand(run, 'a')]);
      await until(() => zombie.started.length === 1);
      dying.drop();
      const successor = new GatedWorker({ outputsMayRepeat });
      await log.work(successor);
      await until(() => successor.started.length === 1);
      expect((await zombie.job('a').signal).aborted).toBe(true);
      expect(successor.job('a').takeover).toBe(true);
      zombie.job('a').outcome.open([asEvent(event(run, 1, 'of the zombie'))]);
      successor.job('a').outcome.open([asEvent(event(run, 1, 'of the successor'))]);
      const seen = await firstRecords(log, 'run-events', 1);
      expect(seen.map(reasonOf)).toEqual(['of the successor']);
      await log.publish([asCommand(run, 'later')]);
      expect(await recordsOf(log, 'run-events')).toHaveLength(1);
    });

    it('tells a job whether its member still holds the partition', async () => {
      const { log } = await harness.open();
      const worker = new GatedWorker();
      const dying = await log.work(worker);
      await log.publish([asCommand(runIdOf(1), 'a')]);
      await until(() => worker.started.length === 1);
      await expect(worker.job('a').held?.()).resolves.toBeUndefined();
      dying.drop();
      await expect(worker.job('a').held?.()).rejects.toMatchObject({ code: 'log_fenced' });
    });

    it('revokes from a processor that fails all that it held, after what was in hand', async () => {
      const { log } = await harness.open();
      const processor = new EchoProcessor();
      const assigned = processor.assigned.bind(processor);
      const slow = gate();
      processor.assigned = async (partition) => {
        if (partition === 0) await slow.promise;
        await assigned(partition);
      };
      processor.handle = () => {
        throw new Error('a bug');
      };
      const { ended } = await log.process(processor);
      await until(() => held(processor.calls).size === log.partitions - 1);
      await log.publish([asCommand(runInPartition(log, 1, 0, runIdOf), 'a')]);
      await expect(ended).rejects.toMatchObject({ code: 'handler_failed' });
      await until(() => held(processor.calls).size === 0);
      slow.open();
      await until(() => processor.calls.includes('revoked 0'));
      expect(processor.calls.slice(-2)).toEqual(['assigned 0', 'revoked 0']);
    });

    it('revokes from a worker that fails all that it held, after its jobs have ended', async () => {
      const { log } = await harness.open();
      const worker = new GatedWorker();
      const { ended } = await log.work(worker);
      await until(() => held(worker.calls).size === log.partitions);
      const run = runInPartition(log, 0, 0, runIdOf);
      await log.publish([asCommand(run, 'a')]);
      await until(() => worker.started.length === 1);
      worker.observe = () => {
        throw new Error('a bug');
      };
      await log.publish([asCommand(runInPartition(log, 1, 0, runIdOf), 'b')]);
      await expect(ended).rejects.toMatchObject({ code: 'handler_failed' });
      await until(() => held(worker.calls).size === 1);
      expect((await worker.job('a').signal).aborted).toBe(true);
      worker.job('a').outcome.open([asEvent(event(run, 1))]);
      await until(() => held(worker.calls).size === 0);
      expect(await recordsOf(log, 'run-events')).toEqual([]);
    });

    it('revokes nothing from a member that dies', async () => {
      const { log } = await harness.open();
      const processor = new EchoProcessor();
      const dying = await log.process(processor);
      await until(() => held(processor.calls).size === log.partitions);
      dying.drop();
      await dying.ended;
      expect(processor.calls.filter((call) => call.startsWith('revoked'))).toEqual([]);
    });
  });
}
