import { Kafka, logLevel, type Admin } from 'kafkajs';

export interface GroupStanding {
  readonly group: string;
  readonly state: string;
  readonly members: number;
}
export interface TopicStanding {
  readonly topic: string;
  readonly partitions: number;
  /** Offsets that have been given, also to the marks of transactions. */
  readonly offsets: number;
}

/** Groups and topics as the broker itself tells them, without those that are its own. */
export async function kafkaStanding(
  brokers: string,
): Promise<{ readonly groups: readonly GroupStanding[]; readonly topics: readonly TopicStanding[] }> {
  const admin = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    return { groups: await groupsOf(admin), topics: await topicsOf(admin) };
  } finally {
    await admin.disconnect();
  }
}

async function groupsOf(admin: Admin): Promise<readonly GroupStanding[]> {
  const listed = await admin.listGroups();
  const { groups } = await admin.describeGroups(listed.groups.map(({ groupId }) => groupId).sort());
  return groups.map(({ groupId, state, members }) => ({ group: groupId, state, members: members.length }));
}

async function topicsOf(admin: Admin): Promise<readonly TopicStanding[]> {
  const names = (await admin.listTopics()).filter((name) => !name.startsWith('__')).sort();
  return Promise.all(
    names.map(async (topic) => {
      const partitions = await admin.fetchTopicOffsets(topic);
      const offsets = partitions.reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0);
      return { topic, partitions: partitions.length, offsets };
    }),
  );
}
