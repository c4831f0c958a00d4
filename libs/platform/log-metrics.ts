import { TOPICS, type EventLog, type Topic } from '#event-log';
import type { Meters } from '#telemetry';

/** How many records each topic has had. */
export function countRecords({ meter }: Meters, log: Pick<EventLog, 'partitions' | 'endOf'>): void {
  const records = meter.createObservableCounter('parley.log.records', {
    unit: '{record}',
    description: 'Records that a topic has had, over all partitions',
  });
  records.addCallback(async (result) => {
    for (const topic of TOPICS) result.observe(await endOf(log, topic), { 'parley.topic': topic });
  });
}

async function endOf(log: Pick<EventLog, 'partitions' | 'endOf'>, topic: Topic): Promise<number> {
  const ends = await Promise.all(Array.from({ length: log.partitions }, (_, partition) => log.endOf(topic, partition)));
  return ends.reduce((sum, end) => sum + end, 0);
}
