import { openKafkaLog, type KafkaDriverName, type KafkaSettings } from '#event-log';
import { newInstallation } from '../../../libs/event-log/kafka/testing/kafka-harness.js';
import { planKafka } from '../../../tools/servers/plans/kafka.js';
import { discard, launch } from '../../../tools/servers/running-server.js';
import type { StepClock } from '../clock.js';
import { startServices, type Services } from '../services.js';
import { liveHistory } from './live-history.js';

const PARTITIONS = Number(process.env['BENCH_PARTITIONS'] ?? 4);

/** A broker of its own, as fast as it can be, with new topics on it, of 4 partitions where BENCH_PARTITIONS says nothing. */
export async function onNewBroker<T>(
  name: KafkaDriverName,
  work: (settings: KafkaSettings, brokerPid: number) => Promise<T>,
): Promise<T> {
  const plan = await planKafka({ javaFlags: [] });
  const servers = await Promise.all(plan.brokers.map((broker) => launch(broker)));
  try {
    return await work(
      await newInstallation(name, plan.addresses.plain, { partitions: PARTITIONS }),
      servers[0]?.pid ?? 0,
    );
  } finally {
    await discard(servers);
  }
}

export interface KafkaHost extends Services {
  /** What the log had to try again, so far. */
  troubles(): readonly unknown[];
  close(): Promise<void>;
}

/** A log on Kafka with what works on it, in this process. */
export async function openKafkaHost(settings: KafkaSettings, clock: StepClock): Promise<KafkaHost> {
  const troubles: unknown[] = [];
  const history = liveHistory();
  const { log } = await openKafkaLog({ settings, history, onTrouble: ({ error }) => troubles.push(error) });
  const services = await startServices({ log, history, clock, observed: history.take });
  return { ...services, troubles: () => troubles, close: () => log.close() };
}
