import { isLogError, TOPICS, type EventLog, type Topic } from '#event-log';
import type { Meters } from '#telemetry';
import { observeAsked } from './asked-metrics.js';
import { lagIn } from './standing.js';
import type { Subscriptions } from './subscriptions.js';

/** How many records each topic has had. */
export function countRecords(meters: Meters, log: Pick<EventLog, 'partitions' | 'endOf'>): void {
  const name = 'parley.log.records';
  const records = meters.meter.createObservableCounter(name, {
    unit: '{record}',
    description: 'Records that a topic has had, over all partitions',
  });
  observeAsked(meters, {
    name,
    instruments: [records],
    ask: () => endsOf(log),
    late: 'the log does not answer',
    observe: (result, ends) => {
      for (const [topic, end] of ends) result.observe(records, end, { 'parley.topic': topic });
    },
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
export function observeLag(meters: Meters, subscriptions: Pick<Subscriptions, 'holdings'>): void {
  const name = 'parley.log.lag';
  const lag = meters.meter.createObservableGauge(name, {
    unit: '{record}',
    description: 'Records that a service has not done with, by partition that it has been given',
  });
  observeAsked(meters, {
    name,
    instruments: [lag],
    ask: () => subscriptions.holdings(),
    late: 'the log does not answer',
    observe: (result, held) => {
      for (const [service, holdings] of held) {
        for (const holding of holdings) {
          if (!holding.settled) continue;
          result.observe(lag, lagIn(holding), { 'parley.service': service, 'parley.partition': holding.partition });
        }
      }
    },
  });
}

async function endOf(log: Pick<EventLog, 'partitions' | 'endOf'>, topic: Topic): Promise<number> {
  const ends = await Promise.all(Array.from({ length: log.partitions }, (_, partition) => log.endOf(topic, partition)));
  return ends.reduce((sum, end) => sum + end, 0);
}
