import type { TopicDescription } from '#event-log';
import { table } from '../rendering/table.js';

const COLUMNS = [
  { title: 'topic' },
  { title: 'partitions', right: true },
  { title: 'replicas', right: true },
  { title: 'settings' },
] as const;

export function topicsText(topics: readonly TopicDescription[], width: number): string {
  if (topics.length === 0) return 'there are no topics yet: `parley topics ensure` creates them';
  const rows = topics.map(({ name, partitions, replicas, config }) => [
    name,
    String(partitions),
    String(replicas),
    Object.entries(config)
      .map(([key, value]) => `${key}=${value}`)
      .join(' '),
  ]);
  return table(COLUMNS, rows, width);
}
