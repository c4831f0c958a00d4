import type { KafkaSettings } from '#event-log';
import { kafkaDriver } from '../../../libs/event-log/kafka/kafka-driver.js';
import { percentile, randomTexts } from '../clock.js';

const WARM_UP = 200;
const TRANSACTIONS = 300;

/** Of transactions one after the other, each of one record and the position: begun, written, committed. Milliseconds. */
export async function transactionP50({ driver: name, topics, ...connection }: KafkaSettings): Promise<number> {
  const topic = `${topics.prefix ?? ''}run-events`;
  const driver = await kafkaDriver(name, connection);
  const claim = { transactionalId: `${topic}-bench`, group: `${topic}-bench`, topic, partition: 0, writes: [topic] };
  const transactor = await driver.transactor(claim);
  // As every owner does first: it also finds the group's coordinator.
  await transactor.committed();
  const times: number[] = [];
  for (const [i, value] of randomTexts()
    .slice(0, WARM_UP + TRANSACTIONS)
    .entries()) {
    const start = performance.now();
    await transactor.commit([{ topic, partition: 0, key: String(i), headers: {}, value }], i + 1);
    if (i >= WARM_UP) times.push(performance.now() - start);
  }
  await transactor.close();
  await driver.close();
  return percentile(times, 0.5);
}
