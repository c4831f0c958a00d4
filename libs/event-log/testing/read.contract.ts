import { afterEach, describe, expect, it } from '@jest/globals';
import { recordsOf, type LogHarness } from './log-harness.js';
import { asCommand, reasonOf, runIdOf } from './messages.js';
import { EchoProcessor, GatedWorker } from './recorders.js';
import { until } from './until.js';

const RUN = runIdOf(1);

export function readContract(harness: LogHarness): void {
  describe('read', () => {
    afterEach(() => harness.dispose());

    it('reads from any position to the end as it was at the call', async () => {
      const { log } = await harness.open();
      const partition = log.partitionOf(RUN);
      await log.publish(['a', 'b', 'c'].map((reason) => asCommand(RUN, reason)));
      const fromSecond = log.read('run-commands', new Map([[partition, 1]]));
      const fromEnd = log.read('run-commands', new Map([[partition, 3]]));
      await log.publish([asCommand(RUN, 'd')]);
      const seen: string[] = [];
      for await (const record of fromSecond) seen.push(reasonOf(record));
      for await (const record of fromEnd) seen.push(`again ${reasonOf(record)}`);
      expect(seen).toEqual(['b', 'c']);
    });

    it('reads everything of all partitions, in order within each', async () => {
      const { log } = await harness.open();
      const runs = Array.from({ length: 10 }, (_, i) => runIdOf(i));
      await log.publish(Array.from({ length: 2_000 }, (_, i) => asCommand(runs[i % 10]!, `c${i}`)));
      const records = await recordsOf(log, 'run-commands');
      expect(records).toHaveLength(2_000);
      for (let partition = 0; partition < log.partitions; partition++) {
        const offsets = records.filter((record) => record.partition === partition).map((record) => record.offset);
        expect(offsets).toEqual(offsets.map((_, i) => i));
      }
    });

    it('tells where a partition ends', async () => {
      const { log } = await harness.open();
      const partition = log.partitionOf(RUN);
      expect(await log.endOf('run-commands', partition)).toBe(0);
      await log.publish(['a', 'b'].map((reason) => asCommand(RUN, reason)));
      expect(await log.endOf('run-commands', partition)).toBe(2);
      expect(await log.endOf('run-events', partition)).toBe(0);
    });

    it('follows new records until its signal aborts', async () => {
      const { log } = await harness.open();
      const stop = new AbortController();
      const seen: string[] = [];
      const following = (async () => {
        for await (const record of log.read('run-commands', new Map(), { follow: true, signal: stop.signal })) {
          seen.push(reasonOf(record));
        }
      })();
      for (const reason of ['a', 'b']) await log.publish([asCommand(RUN, reason)]);
      await until(() => seen.length === 2);
      stop.abort();
      await following;
      await log.publish([asCommand(RUN, 'c')]);
      expect(seen).toEqual(['a', 'b']);
    });

    it('ends at once when its signal has aborted before', async () => {
      const { log } = await harness.open();
      await log.publish([asCommand(RUN, 'a')]);
      for await (const record of log.read('run-commands', new Map(), { follow: true, signal: AbortSignal.abort() })) {
        throw new Error(`got ${reasonOf(record)}`);
      }
    });
  });

  describe('close', () => {
    afterEach(() => harness.dispose());

    it('resolves while everything is busy, and leaves nothing hanging', async () => {
      const { log } = await harness.open({ graceMs: 1 });
      const worker = new GatedWorker();
      const subscriptions = [await log.process(new EchoProcessor()), await log.work(worker)];
      const following = (async () => {
        for await (const record of log.read('run-commands', new Map(), { follow: true })) reasonOf(record);
      })();
      await log.publish([asCommand(RUN, 'a')]);
      await until(() => worker.started.length === 1);
      const published = log.publish([asCommand(RUN, 'in flight')]);
      await log.close();
      await Promise.all([published, following, ...subscriptions.map((subscription) => subscription.ended)]);
      await log.close();
    });
  });
}
