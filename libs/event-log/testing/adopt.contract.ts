import { afterEach, describe, expect, it } from '@jest/globals';
import { MAX_RECORD_BYTES } from '#events';
import type { WholeRun } from '../port.js';
import { firstRecords, recordsOf, type LogHarness } from './log-harness.js';
import { asCommand, asEvent, ended, event, reasonOf, runIdOf } from './messages.js';
import { EchoProcessor } from './recorders.js';
import { until } from './until.js';

const RUN = runIdOf(1);
const OTHER = runIdOf(2);
const wholeRun = (runId = RUN): WholeRun => ({ runId, events: [event(runId, 1), event(runId, 2), ended(runId, 3)] });

export function adoptContract(harness: LogHarness): void {
  describe('adopt', () => {
    afterEach(() => harness.dispose());

    it('has the runs whole and durable, as they were', async () => {
      const before = await harness.open();
      const runs = [wholeRun(RUN), wholeRun(OTHER)];
      expect(new Set(await before.log.adopt(runs))).toEqual(new Set([RUN, OTHER]));
      for (const { runId, events } of runs) {
        expect(await before.history.eventsOf(runId, { atLeast: 3 })).toEqual(events);
      }
      before.drop();
      const { log, history } = await harness.reopen(before);
      for (const { runId, events } of runs) expect(await history.eventsOf(runId, { atLeast: 3 })).toEqual(events);
      expect(await recordsOf(log, 'run-events')).toHaveLength(6);
    });

    it('leaves a run alone of which the log has an event, also one that comes twice', async () => {
      const { log, history } = await harness.open();
      await log.publish([asEvent(event(RUN, 1, 'its own'))]);
      expect(await log.adopt([wholeRun(RUN), wholeRun(OTHER), wholeRun(OTHER)])).toEqual([OTHER]);
      expect(await Promise.all([log.adopt([wholeRun(OTHER)]), log.adopt([wholeRun(OTHER)])])).toEqual([[], []]);
      expect(await history.eventsOf(OTHER, { atLeast: 3 })).toHaveLength(3);
      expect(await history.eventsOf(RUN, { atLeast: 1 })).toEqual([event(RUN, 1, 'its own')]);
    });

    it('takes a run in once, however many bring it at the same time', async () => {
      const { log, history } = await harness.open();
      const taken = await Promise.all([log.adopt([wholeRun()]), log.adopt([wholeRun()])]);
      expect(taken.flat()).toEqual([RUN]);
      expect(await history.eventsOf(RUN, { atLeast: 3 })).toHaveLength(3);
    });

    it('lets those who decide go on from what it has written', async () => {
      const { log } = await harness.open();
      const processor = new EchoProcessor();
      await log.process(processor);
      await log.publish([asCommand(OTHER, 'before')]);
      await until(() => processor.calls.includes('committed'));
      await log.adopt([{ runId: RUN, events: [event(RUN, 1), event(RUN, 2)] }]);
      await log.publish([asCommand(RUN, 'after')]);
      const records = await firstRecords(log, 'run-events', 4);
      const ofRun = records.filter((record) => 'message' in record && record.message.runId === RUN);
      expect(ofRun.map(reasonOf)).toEqual(['event 1', 'event 2', 'echo of after']);
      expect(
        ofRun.map((record) => 'message' in record && 'sequence' in record.message && record.message.sequence),
      ).toEqual([1, 2, 3]);
    });

    it('makes whoever decides on the partition take it over anew, and only there', async () => {
      const { log } = await harness.open({ retryMs: 10 });
      const processor = new EchoProcessor();
      await log.process(processor);
      const assigned = () => processor.calls.filter((call) => call.startsWith('assigned')).length;
      await until(() => assigned() === log.partitions, 'every partition');
      processor.calls.length = 0;
      await log.adopt([wholeRun()]);
      await log.publish([asCommand(RUN, 'noticed')]);
      const partition = log.partitionOf(RUN);
      await until(() => processor.calls.includes('committed'));
      expect(processor.calls).toEqual([`revoked ${partition}`, `assigned ${partition}`, 'committed']);
    });

    it('takes in nothing of a run that has an event that can not be written', async () => {
      const { log, history } = await harness.open();
      const events = [event(RUN, 1), event(RUN, 2, 'x'.repeat(MAX_RECORD_BYTES))];
      await expect(log.adopt([{ runId: RUN, events }])).rejects.toMatchObject({ code: 'record_too_large' });
      expect(await history.eventsOf(RUN)).toEqual([]);
    });

    it('is refused once the log is closed', async () => {
      const { log } = await harness.open();
      await log.close();
      await expect(log.adopt([wholeRun()])).rejects.toMatchObject({ code: 'log_closed' });
    });
  });
}
