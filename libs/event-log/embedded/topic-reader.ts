import type { Partition } from '#events';
import type { Offset, ReceivedRecord, Topic, UnreadableRecord } from '../port.js';
import type { BatchReader } from './batch-reader.js';
import type { Span, SpanIndex } from './span-index.js';
import type { StoredBatch } from './stored-batch.js';

/** Spans looked up at a time. */
const SPANS = 32;
/** Unpacked characters after which a read ends, whatever its limit. */
const MAX_CHARACTERS = 4_000_000;

/** Reads a partition by offset. */
export class TopicReader {
  constructor(
    private readonly spans: SpanIndex,
    private readonly batches: BatchReader,
  ) {}

  read(topic: Topic, partition: Partition, from: Offset, limit: number): readonly ReceivedRecord[] {
    const records: ReceivedRecord[] = [];
    let characters = 0;
    for (const [batch, span] of this.#batchesFrom(topic, partition, from)) {
      for (const record of recordsOf(batch, span, partition, from)) {
        records.push(record);
        if (records.length === limit) return records;
      }
      characters += batch.size;
      if (characters > MAX_CHARACTERS && records.length > 0) return records;
    }
    return records;
  }

  *#batchesFrom(topic: Topic, partition: Partition, from: Offset): Generator<readonly [StoredBatch, Span]> {
    let position = from;
    for (;;) {
      const spans = this.spans.from(topic, partition, position, SPANS);
      for (const span of spans) {
        const batch = this.batches.batch(span.batch);
        if (batch?.topic === topic) yield [batch, span];
        position = span.next;
      }
      if (spans.length === 0) return;
    }
  }
}

function* recordsOf(
  batch: StoredBatch,
  span: Span,
  partition: Partition,
  from: Offset,
): Generator<ReceivedRecord, void> {
  if (!batch.damaged) yield* batch.recordsOf(partition, from);
  else for (let offset = Math.max(from, span.first); offset < span.next; offset++) yield lost(batch, partition, offset);
}

/** A record of a damaged batch; whose it was cannot be said any more. */
function lost({ id, topic, time }: StoredBatch, partition: Partition, offset: Offset): ReceivedRecord {
  const detail = `damaged: batch ${id} does not match its checksum`;
  const place = { partition, offset, time };
  if (topic !== 'run-dead-letters') return { topic, ...place, key: '', unreadable: { detail, ...NOTHING_LEFT } };
  const origin = { topic, partition, offset };
  return { topic, ...place, deadLetter: { runId: '', reason: 'unreadable', detail, origin, ...NOTHING_LEFT } };
}

const NOTHING_LEFT: Pick<UnreadableRecord['unreadable'], 'headers' | 'value'> = { headers: {}, value: '' };
