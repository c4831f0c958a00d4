import { openEmbeddedLog, type EmbeddedLog, type EventLog } from '#event-log';
import { rmSync } from 'node:fs';
import { createOrchestrator } from '../../apps/orchestrator/orchestrator.js';
import { round, StepClock } from './clock.js';
import { newDirectory, openHost } from './host.js';
import { parked } from './services.js';
import { sequential, startRun } from './system.js';

const OPEN_RUNS = 10_000;
/** Steps that each open run has behind it. */
const STEPS = 4;
const IDLE_RUNS = 100_000;
const BATCH = 2_000;

/** 10,000 open runs, each some steps in and interleaved with the others, folded by a new owner. */
export async function measureRecovery(): Promise<Record<string, unknown>> {
  const directory = newDirectory();
  await leaveOpenRuns(directory);
  const began = performance.now();
  const embedded = await openEmbeddedLog({ directory });
  await foldsAll(embedded.log);
  const ms = performance.now() - began;
  await embedded.log.close();
  rmSync(directory, { recursive: true });
  return { workload: 'recover', runs: OPEN_RUNS, steps: OPEN_RUNS * STEPS, seconds: round(ms / 1_000, 2) };
}

/** 100,000 runs that wait for a model: what they take in memory. */
export async function measureIdle(): Promise<Record<string, unknown>> {
  const directory = newDirectory();
  const embedded = await openEmbeddedLog({ directory });
  await foldsAll(embedded.log);
  await start(embedded, IDLE_RUNS);
  while ((embedded.stats().lag['orchestrator'] ?? 0) > 0) await new Promise(setImmediate);
  globalThis.gc?.();
  const rss = process.memoryUsage().rss;
  await embedded.log.close();
  rmSync(directory, { recursive: true });
  return { workload: 'idle', runs: IDLE_RUNS, rss_mb: round(rss / 1e6, 0) };
}

/** Resolves once every partition is assigned, its open runs folded. */
export async function foldsAll(log: EventLog): Promise<void> {
  const orchestrator = createOrchestrator({ log, now: Date.now, cachedRuns: 10_000, onParked: parked });
  const ready = Promise.withResolvers<undefined>();
  let left = log.partitions;
  await log.process({
    ...orchestrator,
    async assigned(partition, history) {
      await orchestrator.assigned(partition, history);
      left -= 1;
      if (left === 0) ready.resolve(undefined);
    },
  });
  await ready.promise;
}

async function start({ log }: EmbeddedLog, runs: number): Promise<void> {
  for (let i = 0; i < runs; i += BATCH) {
    const batch = Array.from({ length: BATCH }, () => startRun(sequential(10)));
    await log.publish(batch.map((message) => ({ topic: 'run-commands', message })));
  }
}

/** The model hangs once every run has made its steps. */
async function leaveOpenRuns(directory: string): Promise<void> {
  const clock = new StepClock();
  const stuck = Promise.withResolvers<undefined>();
  const host = await openHost(clock, { directory, hangAfter: STEPS, hung: OPEN_RUNS, stuck: stuck.resolve });
  await start(host.embedded, OPEN_RUNS);
  await stuck.promise;
  host.embedded.drop();
}
