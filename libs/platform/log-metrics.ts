import { isLogError, TOPICS, type EventLog, type Topic } from '#event-log';
import type { Meters } from '#telemetry';
import { lagIn } from './standing.js';
import type { Subscriptions } from './subscriptions.js';
import { timely } from './timely.js';

/** How many records each topic has had. */
export function countRecords({ meter }: Meters, log: Pick<EventLog, 'partitions' | 'endOf'>): void {
  const records = meter.createObservableCounter('parley.log.records', {
    unit: '{record}',
    description: 'Records that a topic has had, over all partitions',
  });
  const ends = timely(() => endsOf(log), { late: 'parley.log.records: the log does not answer' });
  records.addCallback(async (result) => {
    for (const [topic, end] of await ends()) result.observe(end, { 'parley.topic': topic });
  });
}

async function endsOf(log: Pick<EventLog, 'partitions' | 'endOf'>): Promise<ReadonlyMap<Topic, number>> {
  const ends = new Map<Topic, number>();
  for (const topic of TOPICS) {
    const end = await endOf(log, topic).catch(unlessClosed);
    if (end !== undefined) ends.set(topic, end);
  }
  return ends;
}

/** The last metrics of a process are sent when its log is closed already. */
function unlessClosed(error: unknown): undefined {
  if (!isLogError(error) || error.code !== 'log_closed') throw error;
}

/** How far each service of this process is behind in each partition that it has been given. */
export function observeLag({ meter }: Meters, subscriptions: Pick<Subscriptions, 'holdings'>): void {
  const lag = meter.createObservableGauge('parley.log.lag', {
    unit: '{record}',
    description: 'Records that a service has not done with, by partition that it has been given',
  });
  const held = timely(() => subscriptions.holdings(), { late: 'parley.log.lag: the log does not answer' });
  lag.addCallback(async (result) => {
    for (const [service, holdings] of await held()) {
      for (const holding of holdings) {
        if (!holding.settled) continue;
        result.observe(lagIn(holding), { 'parley.service': service, 'parley.partition': holding.partition });
      }
    }
  });
}

async function endOf(log: Pick<EventLog, 'partitions' | 'endOf'>, topic: Topic): Promise<number> {
  const ends = await Promise.all(Array.from({ length: log.partitions }, (_, partition) => log.endOf(topic, partition)));
  return ends.reduce((sum, end) => sum + end, 0);
}
