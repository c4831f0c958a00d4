import type { Buffer } from 'node:buffer';
import type { KafkaRecord, RecordsBatch } from '@platformatic/kafka';
import type { Offset } from '../../port.js';
import { abortedBatches, type BatchFacts } from '../aborted-transactions.js';
import type { WireRecord } from '../driver.js';
import { abortedIn, type FetchedPartition } from './unfiltered-consumer.js';

/** Bits of a batch's attributes. */
const APPEND_TIME = 0x08;
const TRANSACTIONAL = 0x10;
const CONTROL = 0x20;
const ABORT_MARKER_TYPE = 0;

/** What a fetch has found in a partition. */
export interface Fetched {
  readonly records: readonly WireRecord[];
  /** The offset behind all that was fetched. */
  readonly next: Offset;
}

/** Committed records at `from` or behind it; undefined when there is nothing. */
export function fetchedFrom(partition: FetchedPartition, from: Offset): Fetched | undefined {
  const batches = partition.records ?? [];
  const last = batches.at(-1);
  if (last === undefined) return undefined;
  const aborted = abortedIn(partition).map(({ producerId, firstOffset }) => ({
    producerId: String(producerId),
    firstOffset: Number(firstOffset),
  }));
  const hidden = abortedBatches(aborted, batches.map(factsOf));
  const visible = batches.filter((batch, i) => hidden[i] === false && (batch.attributes & CONTROL) === 0);
  return {
    records: visible.flatMap(recordsOf).filter(({ offset }) => offset >= from),
    next: Math.max(from, lastOffsetOf(last) + 1),
  };
}

const lastOffsetOf = ({ firstOffset, lastOffsetDelta }: RecordsBatch): Offset => Number(firstOffset) + lastOffsetDelta;

const factsOf = (batch: RecordsBatch): BatchFacts => ({
  lastOffset: lastOffsetOf(batch),
  producerId: String(batch.producerId),
  kind: kindOf(batch),
});

function kindOf({ attributes, records }: RecordsBatch): BatchFacts['kind'] {
  if ((attributes & CONTROL) === 0) return (attributes & TRANSACTIONAL) === 0 ? 'plain' : 'transactional';
  return records[0]?.key?.readInt16BE(2) === ABORT_MARKER_TYPE ? 'abort marker' : 'commit marker';
}

function recordsOf({
  records,
  firstOffset,
  firstTimestamp,
  maxTimestamp,
  attributes,
}: RecordsBatch): readonly WireRecord[] {
  const appendTime = (attributes & APPEND_TIME) === 0 ? undefined : Number(maxTimestamp);
  return records.map((record) => ({
    offset: Number(firstOffset) + record.offsetDelta,
    time: appendTime ?? Number(firstTimestamp + record.timestampDelta),
    key: textOf(record.key),
    headers: headersOf(record),
    value: textOf(record.value),
    bytes: bytesOf(record.value),
  }));
}

function headersOf({ headers }: KafkaRecord): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of headers) texts[textOf(name)] = textOf(value);
  return texts;
}

const NOTHING = new Uint8Array();

/** The client gives null or undefined for what is missing. */
const textOf = (bytes: Buffer | null | undefined): string => bytes?.toString() ?? '';
const bytesOf = (bytes: Buffer | null | undefined): Uint8Array => bytes ?? NOTHING;
