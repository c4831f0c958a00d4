import type { Partition } from '#events';
import { settledWithin } from '../../core/task-context.js';
import { eventIn, isUnreadable, type Offset } from '../../port.js';
import type { RecordStream, StreamSink, WireRecord } from '../driver.js';
import { receivedOf } from '../wire-records.js';
import { OwnedHistory, type StoredHistory } from './owned-history.js';
import { RunTail } from './run-tail.js';

export interface EventsSource {
  readonly stored: StoredHistory;
  /** The ends of `run-events`. */
  readonly ends: () => Promise<readonly Offset[]>;
  /** A stream of `run-events`. */
  readonly open: (sink: StreamSink) => Promise<RecordStream>;
}

/** To be called once the former owner is fenced: reads what the store does not have yet of what that has written. */
export async function takeOverHistory(partition: Partition, source: EventsSource): Promise<OwnedHistory> {
  const end = (await source.ends())[partition] ?? 0;
  const position = (await source.stored.positionOf(partition)) ?? 0;
  const tail = new RunTail();
  const unreadable = new Set<string>();
  const take = (wire: WireRecord): void => {
    const record = receivedOf('run-events', partition, wire);
    const event = eventIn(record);
    if (event !== undefined) tail.append({ event, characters: wire.value.length }, wire.offset + 1);
    else if (isUnreadable(record)) unreadable.add(record.key);
  };
  if (position < end) await readPartition(source.open, { partition, from: position, end }, take);
  return new OwnedHistory(partition, source.stored, tail, unreadable);
}

interface Range {
  readonly partition: Partition;
  readonly from: Offset;
  readonly end: Offset;
}

/** A stream from which nothing comes for so long is given up. */
const STALL_MS = 15_000;
/** Closing is waited for so long. */
const CLOSE_MS = 1_000;

/** Resolves when all records of the range have been taken. */
async function readPartition(
  open: EventsSource['open'],
  { partition, from, end }: Range,
  take: (wire: WireRecord) => void,
): Promise<void> {
  const read = Promise.withResolvers<undefined>();
  const stall = setTimeout(() => {
    read.reject(new Error(`nothing comes of partition ${partition} of run-events, of which there is more`));
  }, STALL_MS);
  const opening = open({
    failed: read.reject,
    records: (_partition, wires, next) => {
      stall.refresh();
      wires.filter(({ offset }) => offset < end).forEach(take);
      if (next >= end) read.resolve(undefined);
    },
  });
  opening.then((stream) => {
    stream.start(partition, from);
  }, read.reject);
  await read.promise.finally(() => {
    clearTimeout(stall);
    return settledWithin(closed(opening), CLOSE_MS);
  });
}

/** Also of a stream that opens only later. */
const closed = (opening: Promise<RecordStream>): Promise<void> =>
  opening.then(
    (stream) => stream.close(),
    () => undefined,
  );
