import { ConfigResourceTypes, UserError, type Admin } from '@platformatic/kafka';
import type { TopicDescription, TopicSettings } from '../topics/topic-settings.js';

/**
 * What the broker can do is asked first: the client asks for it within every other request, and tries each of both again, so
 * that a broker that closes connections would be told of after most of a minute.
 */
export async function describeTopics(admin: Admin, names: readonly string[]): Promise<readonly TopicDescription[]> {
  await admin.listApis();
  const shapes = (await Promise.all(names.map((name) => shapeOf(admin, name)))).filter((shape) => shape !== undefined);
  const configs = await configsOf(
    admin,
    shapes.map(({ name }) => name),
  );
  return shapes.map((shape) => ({ ...shape, config: configs.get(shape.name) ?? {} }));
}

/** Asked for by name: a list of all topics fails as long as any of them is without a leader. */
async function shapeOf(admin: Admin, name: string): Promise<Omit<TopicDescription, 'config'> | undefined> {
  const request = { topics: [name], forceUpdate: true };
  // The client takes a topic that is not there for one that comes soon.
  const found = await admin.metadata({ ...request, retries: 0 }).catch(async (error: unknown) => {
    return isUnknownTopic(error) ? undefined : admin.metadata(request);
  });
  if (found === undefined) return undefined;
  const partitions = found.topics.get(name)?.partitions ?? [];
  return { name, partitions: partitions.length, replicas: partitions[0]?.replicas.length ?? 0 };
}

const isUnknownTopic = (error: unknown): boolean =>
  error instanceof UserError && error.message.startsWith('Unknown topic');

async function configsOf(
  admin: Admin,
  topics: readonly string[],
): Promise<ReadonlyMap<string, Record<string, string>>> {
  if (topics.length === 0) return new Map();
  const resources = topics.map((resourceName) => ({ resourceType: ConfigResourceTypes.TOPIC, resourceName }));
  const described = await admin.describeConfigs({ resources });
  return new Map(
    described.map(({ resourceName, configs }) => [
      resourceName,
      Object.fromEntries(configs.map(({ name, value }) => [name, value ?? ''])),
    ]),
  );
}

export async function createTopics(admin: Admin, topics: readonly TopicSettings[]): Promise<void> {
  for (const { name, partitions, replicas, config } of topics) {
    const configs = Object.entries(config).map(([key, value]) => ({ name: key, value }));
    await admin.createTopics({ topics: [name], partitions, replicas, configs });
  }
}
