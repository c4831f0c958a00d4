import { asRunId, type RunEvent, type RunId } from '#events';
import { eventIn, openKafkaLog, openMemoryLog, type EventLog, type KafkaSettings, type WholeRun } from '#event-log';
import { RUNS_PROJECTION } from '#read-models';
import { openPostgresStore } from '#store';
import { catchUp } from '../../../apps/projector/catch-up.js';
import { createProjector } from '../../../apps/projector/projector.js';
import { startPostgres } from '../../servers/postgres-server.js';
import { round, StepClock } from '../clock.js';
import { foldsAll } from '../recovery.js';
import { parked, startServices } from '../services.js';
import { sequential, startRun } from '../system.js';
import { onNewBroker } from './installation.js';

const OPEN_RUNS = 10_000;
/** Steps that each open run has behind it. */
const STEPS = 4;
/** Taken in together: a transaction for each partition. */
const ADOPTED_AT_ONCE = 500;

/** 10,000 open runs on Kafka and in PostgreSQL, folded by who takes all partitions over. */
export const measureKafkaRecovery = (): Promise<Record<string, unknown>> =>
  onNewBroker('platformatic', async (settings) => {
    const postgres = await startPostgres();
    try {
      return await measureOn(settings, await postgres.database());
    } finally {
      await postgres.remove();
    }
  });

async function measureOn(settings: KafkaSettings, url: string): Promise<Record<string, unknown>> {
  const store = await openPostgresStore({ url, connections: 10 });
  const positionOf = (partition: number) => store.positionOf(RUNS_PROJECTION, partition);
  const open = () => openKafkaLog({ settings, history: { ...store.history, positionOf } });
  const before = await open();
  const events = await adoptAll(before.log, await openRuns());
  await catchUp(before.log, createProjector({ store, onUnreadable: parked }));
  await before.log.close();

  const began = performance.now();
  const { log } = await open();
  await foldsAll(log);
  const ms = performance.now() - began;
  const rss = process.memoryUsage().rss;
  await log.close();
  await store.close();
  return {
    workload: 'kafka-recover',
    runs: OPEN_RUNS,
    events,
    seconds: round(ms / 1_000, 2),
    rss_mb: round(rss / 1e6, 0),
  };
}

/** Runs whose model hangs once they have made their steps. */
async function openRuns(): Promise<readonly WholeRun[]> {
  const { log, history } = openMemoryLog();
  const stuck = Promise.withResolvers<undefined>();
  const hanging = { hangAfter: STEPS, hung: OPEN_RUNS, stuck: stuck.resolve };
  await startServices({ log, history, clock: new StepClock() }, hanging);
  const commands = Array.from({ length: OPEN_RUNS }, () => startRun(sequential(10)));
  await log.publish(commands.map((message) => ({ topic: 'run-commands', message })));
  await stuck.promise;
  const runs = new Map<RunId, RunEvent[]>(commands.map(({ runId }) => [runId, []]));
  for await (const record of log.read('run-events', new Map())) {
    const event = eventIn(record);
    if (event !== undefined) runs.get(asRunId(event.runId))?.push(event);
  }
  return [...runs].map(([runId, events]) => ({ runId, events }));
}

/** Gives the number of events. */
async function adoptAll(log: EventLog, runs: readonly WholeRun[]): Promise<number> {
  for (let at = 0; at < runs.length; at += ADOPTED_AT_ONCE) await log.adopt(runs.slice(at, at + ADOPTED_AT_ONCE));
  return runs.reduce((sum, { events }) => sum + events.length, 0);
}
