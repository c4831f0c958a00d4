import { afterEach, describe, expect, it } from '@jest/globals';
import { MAX_RECORD_BYTES } from '#events';
import { recordsOf, type LogHarness } from './log-harness.js';
import { asCommand, reasonOf, runIdOf } from './messages.js';
import { BuryingProcessor, EchoProcessor } from './recorders.js';
import { until } from './until.js';

const RUN = runIdOf(1);
const QUICK = { retryMs: 1 };
/** What a command may cause that no event can hold. */
const swelling = (reason: string): string => (reason === 'poison' ? 'x'.repeat(MAX_RECORD_BYTES) : `echo of ${reason}`);

/** Where nothing is committed in others, which may be assigned at any time. */
const callsFor = ({ calls }: EchoProcessor, partition: number): readonly string[] =>
  calls.filter((call) => !call.startsWith('assigned ') || call === `assigned ${partition}`);

export function processContract(harness: LogHarness): void {
  describe('process', () => {
    afterEach(() => harness.dispose());

    it('assigns a partition before its first batch, and hands on records in order', async () => {
      const { log } = await harness.open();
      const processor = new EchoProcessor();
      await log.process(processor);
      for (const reason of ['a', 'b', 'c']) await log.publish([asCommand(RUN, reason)]);
      await until(() => processor.handled.length === 3);
      expect(processor.handled.map(reasonOf)).toEqual(['a', 'b', 'c']);
      const first = processor.calls.slice(0, 4);
      // A broker answers for one partition before another.
      const assigned = harness.remote === true ? first.toSorted() : first;
      expect(assigned).toEqual(['assigned 0', 'assigned 1', 'assigned 2', 'assigned 3']);
    });

    it('commits outputs and checkpoint together: a killed owner leaves both', async () => {
      const before = await harness.open();
      const processor = new EchoProcessor();
      await before.log.process(processor);
      await before.log.publish([asCommand(RUN, 'a'), asCommand(RUN, 'b')]);
      await until(() => processor.calls.includes('committed'));
      before.drop();
      const { log } = await harness.reopen(before);
      const successor = new EchoProcessor();
      await log.process(successor);
      await log.publish([asCommand(RUN, 'c')]);
      await until(() => successor.handled.length > 0);
      expect(successor.handled.map(reasonOf)).toEqual(['c']);
      await until(() => successor.calls.includes('committed'));
      expect((await recordsOf(log, 'run-events')).map(reasonOf)).toEqual(['echo of a', 'echo of b', 'echo of c']);
    });

    it('commits outputs and checkpoint together: who is killed before leaves neither, and decides again to the same', async () => {
      const before = await harness.open();
      const processor = new EchoProcessor();
      const handle = processor.handle.bind(processor);
      processor.handle = (partition, batch) => {
        const decided = handle(partition, batch);
        before.drop();
        return decided;
      };
      await before.log.process(processor);
      await before.log.publish([asCommand(RUN, 'a')]);
      await until(() => processor.handled.length === 1);
      const { log } = await harness.reopen(before);
      expect(await recordsOf(log, 'run-events')).toEqual([]);
      const successor = new EchoProcessor();
      await log.process(successor);
      await until(() => successor.calls.includes('committed'));
      expect(processor.calls).not.toContain('committed');
      expect(successor.decided).toEqual(processor.decided);
      expect((await recordsOf(log, 'run-events')).map(reasonOf)).toEqual(['echo of a']);
    });

    it('drops the cache after a lost commit and decides again to the same records', async () => {
      let armed = false;
      const { log } = await harness.open({
        ...QUICK,
        faultPoint: (point) => {
          if (point === 'before-commit' && armed) {
            armed = false;
            throw new Error('armed');
          }
        },
      });
      const processor = new EchoProcessor();
      const handle = processor.handle.bind(processor);
      await log.process(processor);
      processor.handle = (partition, batch) => {
        armed = processor.decided.length === 0;
        return handle(partition, batch);
      };
      await log.publish([asCommand(RUN, 'a')]);
      await until(() => processor.calls.includes('committed'));
      const partition = log.partitionOf(RUN);
      const again = [`revoked ${partition}`, `assigned ${partition}`];
      expect(callsFor(processor, partition)).toEqual([`assigned ${partition}`, ...again, 'committed']);
      expect(processor.decided[1]).toEqual(processor.decided[0]);
      expect((await recordsOf(log, 'run-events')).map(reasonOf)).toEqual(['echo of a']);
    });

    it('tries again when the history cannot be had', async () => {
      const { log } = await harness.open(QUICK);
      const processor = new EchoProcessor();
      const prepare = processor.prepare.bind(processor);
      let failures = 2;
      processor.prepare = (...context) =>
        failures-- > 0 ? Promise.reject(new Error('unreachable')) : prepare(...context);
      await log.process(processor);
      await log.publish([asCommand(RUN, 'a')]);
      await until(() => processor.calls.includes('committed'));
      expect(processor.handled.map(reasonOf)).toEqual(['a']);
    });

    it('ends the subscription when a handler throws, and says which', async () => {
      const { log } = await harness.open();
      const processor = new EchoProcessor();
      processor.handle = () => {
        throw new Error('a bug');
      };
      const { ended } = await log.process(processor);
      await log.publish([asCommand(RUN, 'a')]);
      await expect(ended).rejects.toMatchObject({ code: 'handler_failed', message: expect.stringContaining('handle') });
      expect(await recordsOf(log, 'run-events')).toEqual([]);
    });

    it('puts what the processor says in the place of a record whose outputs can never be written, and goes on', async () => {
      const troubles: unknown[] = [];
      const before = await harness.open({
        onTrouble: ({ during, error }) => {
          if (during === 'process') troubles.push(error);
        },
      });
      await before.log.publish(['a', 'poison', 'b'].map((reason) => asCommand(RUN, reason)));
      const processor = new BuryingProcessor();
      processor.echoOf = swelling;
      await before.log.process(processor);
      await until(() => processor.handled.some((record) => reasonOf(record) === 'b' && processor.buried.length === 1));
      await until(() => processor.calls.filter((call) => call === 'committed').length === 2);
      const partition = before.log.partitionOf(RUN);
      const again = [`revoked ${partition}`, `assigned ${partition}`];
      const calls = [`assigned ${partition}`, ...again, 'committed', 'buried', 'committed'];
      expect(callsFor(processor, partition)).toEqual(calls);
      expect(troubles).toMatchObject([{ code: 'record_too_large' }]);
      before.drop();
      const { log } = await harness.reopen(before);
      expect((await recordsOf(log, 'run-events')).map(reasonOf)).toEqual(['echo of a', 'echo of b']);
      expect(await recordsOf(log, 'run-dead-letters')).toMatchObject([{ deadLetter: { origin: { offset: 1 } } }]);
      const successor = new EchoProcessor();
      await log.process(successor);
      await log.publish([asCommand(RUN, 'c')]);
      await until(() => successor.handled.length > 0);
      expect(successor.handled.map(reasonOf)).toEqual(['c']);
    });

    it('ends the subscription at such a record when the processor has nothing to put there, behind what came before', async () => {
      const { log } = await harness.open();
      await log.publish(['a', 'poison', 'b'].map((reason) => asCommand(RUN, reason)));
      const processor = new EchoProcessor();
      processor.echoOf = swelling;
      const { ended } = await log.process(processor);
      await expect(ended).rejects.toMatchObject({ code: 'record_too_large' });
      expect((await recordsOf(log, 'run-events')).map(reasonOf)).toEqual(['echo of a']);
    });

    it('hands on what cannot be read, in its place', async () => {
      const before = await harness.open();
      await before.log.publish([asCommand(RUN, 'a')]);
      const unreadable = { detail: 'not ours', headers: { ce_type: 'other' }, value: 'line\nbreak "quoted"' };
      await before.takeIn([{ topic: 'run-commands', key: RUN, unreadable }]);
      await before.log.publish([asCommand(RUN, 'b')]);
      const inMemory = new EchoProcessor('in-memory');
      await before.log.process(inMemory);
      await until(() => inMemory.handled.length === 3);
      before.drop();
      const { log } = await harness.reopen(before);
      const readBack = new EchoProcessor('read-back');
      await log.process(readBack);
      await until(() => readBack.handled.length === 3);
      // What makes it unreadable is not written beside it by a foreign writer of a remote log.
      const detail: unknown = harness.remote === true ? expect.stringMatching(/./) : unreadable.detail;
      for (const { handled } of [inMemory, readBack]) {
        expect(handled.map(({ offset }) => offset)).toEqual([0, 1, 2]);
        expect([handled[0]!, handled[2]!].map(reasonOf)).toEqual(['a', 'b']);
        expect(handled[1]).toMatchObject({ key: RUN, unreadable: { ...unreadable, detail } });
      }
    });
  });
}
