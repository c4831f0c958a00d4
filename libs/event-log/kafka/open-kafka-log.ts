import type { OpenLog } from '../core/open-log.js';
import type { LogOptions } from '../core/stored-log.js';
import type { RunDeltas } from '../deltas/run-deltas.js';
import type { StoredHistory } from './history/owned-history.js';
import { kafkaDriver } from './kafka-driver.js';
import { KafkaLog } from './kafka-log.js';
import type { KafkaSettings } from './settings.js';
import { logTopicsOf } from './topics/topic-settings.js';
import { checkTopics } from './topics/topics.js';

export interface OpenKafkaLogOptions extends LogOptions {
  readonly settings: KafkaSettings;
  /** What the owners of `run-commands` know of runs beside what they write and read themselves. */
  readonly history: StoredHistory;
  /** How long a consumer may stand still behind records before it is replaced. Default 15,000 ms. */
  readonly watchMs?: number;
}

export interface OpenedKafkaLog extends OpenLog {
  /** Between all processes that have opened the log; they close with it. */
  readonly deltas: RunDeltas;
}

/**
 * A log on Kafka, once its topics are found as they have to be.
 * @throws LogError `topics_unfit`, `access_denied`, `broker_unreachable`
 */
export async function openKafkaLog({ settings, ...options }: OpenKafkaLogOptions): Promise<OpenedKafkaLog> {
  const { driver: name, topics: plan, ...connection } = settings;
  const driver = await kafkaDriver(name, connection);
  try {
    await checkTopics(driver, logTopicsOf(plan));
  } catch (error) {
    await driver.close();
    throw error;
  }
  const log = new KafkaLog({ ...options, driver, partitions: plan.partitions, prefix: plan.prefix ?? '' });
  return {
    log,
    deltas: log.deltas,
    history: options.history,
    drop: () => {
      log.drop();
    },
    takeIn: (records) => log.takeIn(records),
  };
}
