import { afterEach, describe, expect, it } from '@jest/globals';
import type { Partition } from '#events';
import type { Offset, Projection, ReceivedRecord, Topic } from '../port.js';
import type { LogHarness } from './log-harness.js';
import { asCommand, reasonOf, runIdOf } from './messages.js';
import { EchoProcessor } from './recorders.js';
import { gate, until } from './until.js';

const RUN = runIdOf(1);

/** Rows and positions in one place, moved together. */
class RowStore implements Projection {
  readonly rows: string[] = [];
  readonly positions = new Map<Partition, Offset>();
  asked = 0;

  constructor(
    readonly group = 'projector',
    readonly topic: Topic = 'run-commands',
  ) {}

  positionOf(partition: Partition): Promise<Offset | undefined> {
    this.asked += 1;
    return Promise.resolve(this.positions.get(partition));
  }

  apply(partition: Partition, batch: readonly ReceivedRecord[], position: Offset): Promise<void> {
    if ((this.positions.get(partition) ?? 0) !== position) return Promise.reject(new Error('the position has moved'));
    this.rows.push(...batch.map(reasonOf));
    this.positions.set(partition, (batch.at(-1)?.offset ?? 0) + 1);
    return Promise.resolve();
  }
}

export function projectContract(harness: LogHarness): void {
  describe('project', () => {
    afterEach(() => harness.dispose());

    it('applies every record once, from where the store stands', async () => {
      const { log } = await harness.open();
      const store = new RowStore();
      await log.publish([asCommand(RUN, 'a'), asCommand(RUN, 'b')]);
      const subscription = await log.project(store);
      await until(() => store.rows.length === 2);
      await subscription.close();
      await log.publish([asCommand(RUN, 'c')]);
      await log.project(store);
      await until(() => store.rows.length === 3);
      expect(store.rows).toEqual(['a', 'b', 'c']);
    });

    it('is behind by nothing once it has applied everything, whatever the log keeps for itself', async () => {
      const { log } = await harness.open();
      const store = new RowStore('projector', 'run-events');
      await log.process(new EchoProcessor());
      const subscription = await log.project(store);
      await log.publish([asCommand(RUN, 'a')]);
      await until(() => store.rows.length === 1);
      const lag = async () =>
        (await subscription.holdings()).reduce((sum, of) => sum + (of.settled ? of.end - of.position : 1), 0);
      while ((await lag()) !== 0) await new Promise(setImmediate);
      expect(store.rows).toHaveLength(1);
    });

    it('reads the position again when an apply is rejected', async () => {
      const { log } = await harness.open({ retryMs: 1 });
      const store = new RowStore();
      await log.project(store);
      await until(() => store.asked === log.partitions);
      // Someone else has applied the first record.
      store.positions.set(log.partitionOf(RUN), 1);
      await log.publish([asCommand(RUN, 'a')]);
      await log.publish([asCommand(RUN, 'b')]);
      await until(() => store.rows.length === 1);
      expect(store.rows).toEqual(['b']);
      expect(store.asked).toBeGreaterThan(log.partitions);
    });

    it('applies nothing that is not there: a store ahead of the log is trouble, not silence', async () => {
      const troubles: unknown[] = [];
      const { log } = await harness.open({ retryMs: 1, onTrouble: ({ error }) => troubles.push(error) });
      const store = new RowStore();
      store.positions.set(log.partitionOf(RUN), 5);
      await log.project(store);
      await until(() => troubles.length > 0);
      expect(troubles[0]).toMatchObject({ code: 'position_ahead' });
    });

    it('gets a slow store everything, in order', async () => {
      const { log } = await harness.open();
      const store = new RowStore();
      const apply = store.apply.bind(store);
      const slow = gate();
      store.apply = async (...batch) => {
        await slow.promise;
        await apply(...batch);
      };
      await log.project(store);
      const reasons = Array.from({ length: 12_000 }, (_, i) => `c${i}`);
      for (let i = 0; i < reasons.length; i += 500) {
        await log.publish(reasons.slice(i, i + 500).map((reason) => asCommand(RUN, reason)));
      }
      slow.open();
      await until(() => store.rows.length === reasons.length);
      expect(store.rows).toEqual(reasons);
    });

    it('finishes the batch in hand when it is closed', async () => {
      const { log } = await harness.open();
      const store = new RowStore();
      const apply = store.apply.bind(store);
      const [begun, go] = [gate(), gate()];
      store.apply = async (...batch) => {
        begun.open();
        await go.promise;
        await apply(...batch);
      };
      const subscription = await log.project(store);
      await log.publish([asCommand(RUN, 'a')]);
      await begun.promise;
      const closing = subscription.close();
      go.open();
      await closing;
      expect(store.rows).toEqual(['a']);
    });
  });
}
