import type { Partition, RunId } from '#events';
import { openKafkaLog, type EventLog, type KafkaDriverName, type KafkaSettings } from '#event-log';
import { EMPTY_STORE } from '../../../libs/event-log/kafka/testing/kafka-harness.js';
import { asCommand, runIdOf } from '../../../libs/event-log/testing/messages.js';
import { EchoOwner } from '../../fault/kafka/echo-owner.js';
import { echo } from '../../fault/kafka/echo.js';
import { eventually } from '../../servers/eventually.js';
import { percentile, round } from '../clock.js';
import { onNewBroker } from './installation.js';

const SESSION_MS = 4_000;
const DEATHS = 5;
const HALF = 2;

/** How long the commands of an owner that was killed wait for its successor, by this client. */
export const measureTakeover = (name: KafkaDriverName): Promise<Record<string, unknown>> =>
  onNewBroker(name, async (given) => {
    const settings = { ...given, sessionTimeoutMs: SESSION_MS };
    const { log } = await openKafkaLog({ settings, history: EMPTY_STORE });
    const successor = echo();
    await log.process(successor);
    const waits: number[] = [];
    for (let n = 0; n < DEATHS; n++) waits.push(...(await waitsAfterDeath(settings, log, successor.held)));
    await log.close();
    return {
      workload: `kafka-takeover-${name}`,
      session_timeout_ms: SESSION_MS,
      deaths: DEATHS,
      wait_p50_ms: round(percentile(waits, 0.5), 0),
      wait_max_ms: round(Math.max(...waits), 0),
    };
  });

/** From the death to the answer of a command that came right after it, in each partition of the dead. */
async function waitsAfterDeath(
  settings: KafkaSettings,
  log: EventLog,
  held: ReadonlySet<Partition>,
): Promise<readonly number[]> {
  const owner = new EchoOwner(settings);
  const its = await eventually(
    () => Promise.resolve([...owner.held].filter((partition) => !held.has(partition))),
    (partitions) => partitions.length === HALF,
  );
  await owner.kill();
  const died = performance.now();
  return Promise.all(
    its.map(async (partition) => {
      await answered(log, runIn(log, partition));
      return performance.now() - died;
    }),
  );
}

async function answered(log: EventLog, runId: RunId): Promise<void> {
  const partition = log.partitionOf(runId);
  const end = await log.endOf('run-events', partition);
  await log.publish([asCommand(runId, 'after the death')]);
  for await (const record of log.read('run-events', new Map([[partition, end]]), { follow: true })) {
    if (record.partition === partition) return;
  }
}

function runIn(log: EventLog, partition: Partition): RunId {
  for (let n = 1; ; n++) {
    const runId = runIdOf(n);
    if (log.partitionOf(runId) === partition) return runId;
  }
}
