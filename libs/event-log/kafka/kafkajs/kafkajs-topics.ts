import kafkajs, { type Admin } from 'kafkajs';
import type { TopicDescription, TopicSettings } from '../topics/topic-settings.js';

export async function describeTopics(admin: Admin, names: readonly string[]): Promise<readonly TopicDescription[]> {
  const existing = new Set(await admin.listTopics());
  const topics = names.filter((name) => existing.has(name));
  if (topics.length === 0) return [];
  const metadata = await admin.fetchTopicMetadata({ topics });
  const configs = await configsOf(admin, topics);
  return metadata.topics.map(({ name, partitions }) => ({
    name,
    partitions: partitions.length,
    replicas: partitions[0]?.replicas.length ?? 0,
    config: configs.get(name) ?? {},
  }));
}

async function configsOf(
  admin: Admin,
  topics: readonly string[],
): Promise<ReadonlyMap<string, Record<string, string>>> {
  const resources = topics.map((name) => ({ type: kafkajs.ConfigResourceTypes.TOPIC, name }));
  const described = await admin.describeConfigs({ resources, includeSynonyms: false });
  return new Map(
    described.resources.map(({ resourceName, configEntries }) => [
      resourceName,
      Object.fromEntries(configEntries.map(({ configName, configValue }) => [configName, configValue])),
    ]),
  );
}

/** Resolves when every partition has a leader: what is sent before would fail in part. */
export async function createTopics(admin: Admin, topics: readonly TopicSettings[]): Promise<void> {
  await admin.createTopics({
    waitForLeaders: true,
    topics: topics.map(({ name, partitions, replicas, config }) => ({
      topic: name,
      numPartitions: partitions,
      replicationFactor: replicas,
      configEntries: Object.entries(config).map(([key, value]) => ({ name: key, value })),
    })),
  });
}
