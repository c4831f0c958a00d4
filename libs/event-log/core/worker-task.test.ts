import { describe, expect, it } from '@jest/globals';
import { MAX_RECORD_BYTES } from '#events';
import { MemoryDisk } from '../memory/memory-disk.js';
import { openMemoryLog } from '../memory/open-memory-log.js';
import type { Job, Offset, ReceivedRecord, Topic, Worker } from '../port.js';
import { firstRecords } from '../testing/log-harness.js';
import { asCommand, asEvent, event, runIdOf } from '../testing/messages.js';
import { GatedWorker } from '../testing/recorders.js';
import { until } from '../testing/until.js';

/** Fails at its n-th read with an error that says nothing about whether it will pass. */
class ShakyDisk extends MemoryDisk {
  reads = 0;
  failingRead = Infinity;

  override read(topic: Topic, partition: number, from: Offset, limit: number): readonly ReceivedRecord[] {
    this.reads += 1;
    if (this.reads === this.failingRead) throw new Error('disk I/O error');
    return super.read(topic, partition, from, limit);
  }
}

/** Ends every job at once and writes down the offsets; has jobs for what it has observed since it was assigned. */
function quickWorker(done: Offset[]): Worker {
  const observed = new Set<Offset>();
  return {
    group: 'agents',
    topic: 'run-commands',
    concurrency: 1,
    assigned: () => {
      observed.clear();
      return Promise.resolve();
    },
    revoked: () => undefined,
    observe: ({ offset }) => observed.add(offset),
    jobOf: ({ offset }) => (observed.has(offset) ? jobOf(offset, done) : undefined),
  };
}

const jobOf = (offset: Offset, done: Offset[]): Job => ({
  lane: 'one',
  run: () => {
    done.push(offset);
    return Promise.resolve([]);
  },
});

describe('a worker whose backlog cannot be read for a moment', () => {
  // Of one partition's 200 records: the first read observes all, each later one asks for the jobs of 64.
  it.each([
    ['when the first jobs are asked for', 2],
    ['when a job that ends makes room for more', 3],
  ])('reads again, and asks for each job once: %s', async (_, failingRead) => {
    const disk = new ShakyDisk(1);
    const former = openMemoryLog({ disk });
    await former.log.publish(Array.from({ length: 200 }, (_, n) => asCommand(runIdOf(n), `${n}`)));
    former.drop();
    disk.reads = 0;
    disk.failingRead = failingRead;
    const troubles: string[] = [];
    const { log } = openMemoryLog({ disk, retryMs: 1, onTrouble: ({ error }) => troubles.push(String(error)) });
    const done: Offset[] = [];
    await log.work(quickWorker(done));
    await until(() => done.length === 200);
    expect(done).toEqual(Array.from({ length: 200 }, (_, n) => n));
    expect(troubles).toEqual(['Error: disk I/O error']);
    await log.close();
  });
});

describe('the position that goes with the outputs of a job', () => {
  it('does not pass a neighbour that ended in the same burst with outputs that cannot be written', async () => {
    const disk = new MemoryDisk(1);
    const { log, drop } = openMemoryLog({ disk });
    const worker = new GatedWorker();
    await log.work(worker);
    await log.publish(['large', 'small'].map((reason) => asCommand(runIdOf(1), reason)));
    await until(() => worker.started.length === 2);
    worker.job('large').outcome.open([asEvent(event(runIdOf(1), 1, 'x'.repeat(MAX_RECORD_BYTES)))]);
    worker.job('small').outcome.open([asEvent(event(runIdOf(1), 1))]);
    await firstRecords(log, 'run-events', 1);
    expect(disk.checkpointOf('agents', 'run-commands', 0)).toBe(0);
    drop();
  });
});
