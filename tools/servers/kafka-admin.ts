import { Kafka, logLevel, type Admin } from 'kafkajs';

/** Does the work once; a broker that does not answer makes it fail. */
async function withAdmin<T>(brokers: string, work: (admin: Admin) => Promise<T>): Promise<T> {
  const kafka = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING, retry: { retries: 0 } });
  const admin = kafka.admin();
  try {
    await admin.connect();
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}

/** How many brokers are in the cluster as this one sees it; 0 where it does not answer. */
export const countBrokers = (broker: string): Promise<number> =>
  withAdmin(broker, async (admin) => (await admin.describeCluster()).brokers.length).catch(() => 0);

/** The topic that the collector writes to, as otel-collector/kafka.yaml wants it. */
export async function createSpansTopic(brokers: string): Promise<void> {
  const configEntries = [{ name: 'max.message.bytes', value: '20971520' }];
  const topics = [{ topic: 'otlp_spans', numPartitions: 4, replicationFactor: -1, configEntries }];
  await withAdmin(brokers, (admin) => admin.createTopics({ topics, waitForLeaders: true }));
}

/** As by brokers that have lost them. */
export const deleteTopics = (brokers: string, topics: string[]): Promise<void> =>
  withAdmin(brokers, (admin) => admin.deleteTopics({ topics }));
