import { afterEach, describe, expect, it } from '@jest/globals';
import type { LogHarness } from './log-harness.js';
import { asEvent, ended, event, rejected, runIdOf } from './messages.js';

const RUN = runIdOf(1);

export function historyContract(harness: LogHarness): void {
  describe('history', () => {
    afterEach(() => harness.dispose());

    it('gives the events of a run in sequence, from any of them on', async () => {
      const before = await harness.open();
      const events = Array.from({ length: 9 }, (_, i) => event(RUN, i + 1));
      for (const message of events)
        await before.log.publish([asEvent(message), asEvent(event(runIdOf(2), message.sequence))]);
      expect(await before.history.eventsOf(RUN)).toEqual(events);
      before.drop();
      const { history } = await harness.reopen(before);
      expect(await history.eventsOf(RUN, { from: 4 })).toEqual(events.slice(3));
      expect(await history.eventsOf(RUN)).toEqual(events);
      expect(await history.eventsOf(RUN, { from: 4 })).toEqual(events.slice(3));
      expect(await history.eventsOf(RUN, { from: 10 })).toEqual([]);
    });

    it('goes on with a run that was read back', async () => {
      const before = await harness.open();
      await before.log.publish([asEvent(event(RUN, 1)), asEvent(event(RUN, 2))]);
      before.drop();
      const { log, history } = await harness.reopen(before);
      expect(await history.eventsOf(RUN)).toHaveLength(2);
      await log.publish([asEvent(event(RUN, 3))]);
      expect(await history.eventsOf(RUN)).toEqual([event(RUN, 1), event(RUN, 2), event(RUN, 3)]);
    });

    it('has nothing of an unknown run', async () => {
      const { history } = await harness.open();
      expect(await history.eventsOf(runIdOf(99))).toEqual([]);
    });

    it('waits for the sequence that it must reach', async () => {
      const { log, history } = await harness.open();
      await log.publish([asEvent(event(RUN, 1))]);
      const reached = history.eventsOf(RUN, { atLeast: 3 });
      await log.publish([asEvent(event(RUN, 2))]);
      await log.publish([asEvent(event(RUN, 3))]);
      expect(await reached).toHaveLength(3);
      expect(await history.eventsOf(RUN, { from: 3, atLeast: 2 })).toEqual([event(RUN, 3)]);
      expect(await history.eventsOf(RUN, { from: 5, atLeast: 3 })).toEqual([]);
    });

    it('says that it is behind instead of giving less', async () => {
      const { log, history } = await harness.open({ historyTimeoutMs: 5 });
      await log.publish([asEvent(event(RUN, 1))]);
      await expect(history.eventsOf(RUN, { atLeast: 2 })).rejects.toMatchObject({ code: 'history_behind' });
    });

    it('is refused once the log is closed, and keeps nobody waiting', async () => {
      const { log, history } = await harness.open();
      await log.publish([asEvent(event(RUN, 1))]);
      const waiting = expect(history.eventsOf(RUN, { atLeast: 2 })).rejects.toMatchObject({ code: 'log_closed' });
      await log.close();
      await waiting;
      await expect(history.eventsOf(RUN)).rejects.toMatchObject({ code: 'log_closed' });
      await expect(history.openRuns(0)).rejects.toMatchObject({ code: 'log_closed' });
    });

    it('knows the open runs of each partition in the order of their start', async () => {
      const before = await harness.open();
      const runs = [3, 1, 2, 4].map(runIdOf);
      for (const runId of runs) await before.log.publish([asEvent(event(runId, 1))]);
      await before.log.publish([asEvent(ended(runIdOf(1), 2)), asEvent(rejected(runIdOf(5)))]);
      await before.log.publish([asEvent(event(runIdOf(6), 1)), asEvent(ended(runIdOf(6), 2))]);
      const openRuns = async ({ log, history }: typeof before) => {
        const partitions = Array.from({ length: log.partitions }, (_, partition) => history.openRuns(partition));
        return (await Promise.all(partitions)).flatMap((open, partition) => open.map((run) => [partition, run]));
      };
      const expected = [3, 2, 4]
        .map(runIdOf)
        .map((run) => [before.log.partitionOf(run), run])
        .sort(([a], [b]) => Number(a) - Number(b));
      expect(await openRuns(before)).toEqual(expected);
      before.drop();
      expect(await openRuns(await harness.reopen(before))).toEqual(expected);
    });
  });
}
