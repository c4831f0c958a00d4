import { afterEach, describe, expect, it } from '@jest/globals';
import { MAX_RECORD_BYTES } from '#events';
import type { OutgoingRecord, Worker } from '../port.js';
import { recordsOf, type LogHarness } from './log-harness.js';
import { asCommand, asDiagnosis, asEvent, diagnosis, event, reasonOf, runIdOf } from './messages.js';
import { GatedWorker } from './recorders.js';
import { until } from './until.js';

const deadLetter: OutgoingRecord = {
  topic: 'run-dead-letters',
  deadLetter: {
    runId: runIdOf(1),
    reason: 'run_unknown',
    detail: 'nobody',
    origin: { topic: 'run-commands', partition: 0, offset: 7 },
    headers: { ce_type: 'parley.cancel-run.v1' },
    value: '{"reason":"line\\nbreak"}',
  },
};

export function publishContract(harness: LogHarness): void {
  describe('publish', () => {
    afterEach(() => harness.dispose());

    it('keeps the order of a partition, with dense offsets and times that never decrease', async () => {
      const { log } = await harness.open();
      const reasons = Array.from({ length: 20 }, (_, i) => `c${i}`);
      for (const reason of reasons.slice(0, 10)) await log.publish([asCommand(runIdOf(1), reason)]);
      await Promise.all(reasons.slice(10).map((reason) => log.publish([asCommand(runIdOf(1), reason)])));
      const records = await recordsOf(log, 'run-commands');
      expect(records.map(reasonOf)).toEqual(reasons);
      expect(records.map((record) => record.offset)).toEqual(reasons.map((_, i) => i));
      const times = records.map((record) => record.time);
      expect(times).toEqual([...times].sort((a, b) => a - b));
    });

    it('puts all records of a run into one partition', async () => {
      const { log } = await harness.open();
      await log.publish(Array.from({ length: 40 }, (_, i) => asCommand(runIdOf(i % 10), `c${i}`)));
      const records = await recordsOf(log, 'run-commands');
      expect(new Set(records.map((record) => record.partition)).size).toBeGreaterThan(1);
      for (const record of records) {
        const runId = 'message' in record ? record.message.runId : runIdOf(0);
        expect(record.partition).toBe(log.partitionOf(runId));
      }
    });

    it('is durable when it resolves', async () => {
      const before = await harness.open();
      const records = [
        asCommand(runIdOf(1), 'kept'),
        asEvent(event(runIdOf(1), 1)),
        deadLetter,
        asDiagnosis(diagnosis(runIdOf(1))),
      ];
      await before.log.publish(records);
      before.drop();
      const { log } = await harness.reopen(before);
      const [command, first, letter, verdict] = records;
      expect(await recordsOf(log, 'run-commands')).toMatchObject([command]);
      expect(await recordsOf(log, 'run-events')).toMatchObject([first]);
      expect(await recordsOf(log, 'run-dead-letters')).toMatchObject([letter]);
      expect(await recordsOf(log, 'diagnoses')).toMatchObject([verdict]);
    });

    it('goes on with the offsets where a former owner stopped', async () => {
      const before = await harness.open();
      await before.log.publish([asCommand(runIdOf(1), 'a'), asCommand(runIdOf(1), 'b')]);
      await before.log.close();
      const { log } = await harness.reopen(before);
      await log.publish([asCommand(runIdOf(1), 'c')]);
      const records = await recordsOf(log, 'run-commands');
      expect(records.map((record) => `${record.offset} ${reasonOf(record)}`)).toEqual(['0 a', '1 b', '2 c']);
    });

    it('rejects when the commit fails, and nothing of it is ever seen', async () => {
      let armed = true;
      const { log } = await harness.open({
        faultPoint: (point) => {
          if (point === 'before-commit' && armed) throw new Error('armed');
        },
      });
      await expect(log.publish([asCommand(runIdOf(1), 'lost')])).rejects.toThrow('armed');
      armed = false;
      await log.publish([asCommand(runIdOf(1), 'kept')]);
      const records = await recordsOf(log, 'run-commands');
      expect(records.map((record) => `${record.offset} ${reasonOf(record)}`)).toEqual(['0 kept']);
    });

    it('refuses a record that is too large, and only that', async () => {
      const { log } = await harness.open();
      const large = log.publish([asCommand(runIdOf(1), 'x'.repeat(MAX_RECORD_BYTES))]);
      const small = log.publish([asCommand(runIdOf(1), 'small')]);
      await expect(large).rejects.toMatchObject({ code: 'record_too_large' });
      await small;
      expect((await recordsOf(log, 'run-commands')).map(reasonOf)).toEqual(['small']);
    });

    it('shows consumers durable records only', async () => {
      const trace: string[] = [];
      const { log } = await harness.open({ faultPoint: (point) => trace.push(point) });
      await log.work(observerInto(trace));
      await log.publish([asCommand(runIdOf(1), 'x')]);
      await until(() => trace.includes('observe x'));
      const points = trace.filter((entry) => entry !== 'in-transaction');
      if (harness.remote === true) {
        expect(points[0]).toBe('before-commit');
        return;
      }
      expect(points.slice(0, 4)).toEqual(['before-commit', 'after-commit', 'before-deliver', 'observe x']);
    });

    it('is refused once the log is closed, with a message that says so', async () => {
      const { log } = await harness.open();
      await log.close();
      await expect(log.publish([asCommand(runIdOf(1), 'late')])).rejects.toMatchObject({ code: 'log_closed' });
      await expect(log.work(new GatedWorker())).rejects.toMatchObject({ code: 'log_closed' });
    });
  });
}

const observerInto = (trace: string[]): Worker => ({
  group: 'observers',
  topic: 'run-commands',
  concurrency: 1,
  writes: [],
  assigned: () => Promise.resolve(),
  revoked: () => undefined,
  observe: (record) => {
    trace.push(`observe ${reasonOf(record)}`);
  },
  jobOf: () => undefined,
});
