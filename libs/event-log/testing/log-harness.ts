import type { RunId } from '#events';
import type { OpenLog } from '../core/open-log.js';
import type { LogOptions } from '../core/stored-log.js';
import type { EventLog, ReceivedRecord, Topic } from '../port.js';

/** How a contract suite gets at an adapter. */
export interface LogHarness {
  /** Everything goes through a broker: consumers may have a durable record before its publisher knows that it is durable. */
  readonly remote?: boolean;
  /** A new log. */
  open(options?: LogOptions): Promise<OpenLog>;
  /** What the former log left, which was closed or dropped. */
  reopen(former: OpenLog, options?: LogOptions): Promise<OpenLog>;
  /** Closes whatever is open and removes what was written. */
  dispose(): Promise<void>;
}

/** All records of a topic, in order within their partitions. */
export async function recordsOf(log: EventLog, topic: Topic): Promise<readonly ReceivedRecord[]> {
  const records: ReceivedRecord[] = [];
  for await (const record of log.read(topic, new Map())) records.push(record);
  return records;
}

/** The first so many records of a topic, once they are there. */
export async function firstRecords(log: EventLog, topic: Topic, count: number): Promise<readonly ReceivedRecord[]> {
  const records: ReceivedRecord[] = [];
  for await (const record of log.read(topic, new Map(), { follow: true })) {
    if (records.push(record) === count) break;
  }
  return records;
}

/** The n-th of the run ids that lie in the partition. */
export function runInPartition(log: EventLog, partition: number, n: number, idOf: (n: number) => RunId): RunId {
  let found = -1;
  for (let i = 1; ; i++) {
    if (log.partitionOf(idOf(i)) === partition) found += 1;
    if (found === n) return idOf(i);
  }
}
