import type Database from 'better-sqlite3';
import type { BatchBuilder } from './batch-builder.js';
import { packPlain, packSmall, type Packed } from './packing.js';
import type { RunIndex } from './run-index.js';
import type { SpanIndex } from './span-index.js';
import { topicNumber } from './topic-numbers.js';

/** Writes batches and the indexes over them, within a transaction. */
export class BatchWriter {
  #lastId: number;
  readonly #insert;
  readonly #lastIdOnDisk;

  constructor(
    db: Database.Database,
    private readonly spans: SpanIndex,
    private readonly runs: RunIndex,
  ) {
    this.#insert = db.prepare<[number, number, number, number, number, Buffer]>(
      'insert into batch values (?, ?, ?, ?, ?, ?)',
    );
    this.#lastIdOnDisk = db.prepare<[], number | null>('select max(id) from batch').pluck();
    this.#lastId = this.#lastIdOnDisk.get() ?? 0;
  }

  write(batch: BatchBuilder, time: number): void {
    const id = ++this.#lastId;
    // Commands are trimmed before their size matters.
    const { packing, crc, body }: Packed =
      batch.topic === 'run-commands' ? packPlain(batch.text) : packSmall(batch.text);
    this.#insert.run(id, topicNumber(batch.topic), time, packing, crc, body);
    for (const { partition, first, next } of batch.spans) {
      this.spans.insert(batch.topic, { first, next, batch: id }, partition);
    }
    for (const touch of batch.runs.values()) this.runs.touch(touch, id, time);
    for (const runId of batch.mentioned) this.runs.mention(runId, id);
  }

  /** The transaction was rolled back. */
  rolledBack(): void {
    this.#lastId = this.#lastIdOnDisk.get() ?? 0;
    this.runs.forget();
  }
}
