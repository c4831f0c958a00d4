import type Database from 'better-sqlite3';
import type { Partition } from '#events';
import type { Offset, Topic } from '../port.js';
import { topicNumber } from './topic-numbers.js';

/** Which batch holds a partition's offsets from `first` to below `next`; with holes where runs were pruned. */
export interface Span {
  readonly first: Offset;
  readonly next: Offset;
  readonly batch: number;
}

/** Finds batches by offset. A partition's last span stays for ever: it tells the head. */
export class SpanIndex {
  readonly #insert;
  readonly #from;
  readonly #head;
  readonly #remove;
  readonly #removeOldest;

  constructor(db: Database.Database) {
    const containing = 'select max(first) from span where topic = ? and partition = ? and first <= ?';
    const last = 'select max(first) from span where topic = ? and partition = ?';
    this.#insert = db.prepare<[number, Partition, Offset, Offset, number]>('insert into span values (?, ?, ?, ?, ?)');
    this.#from = db.prepare<[number, Partition, number, Partition, Offset, Offset, number], Span>(
      `select first, next, batch from span where topic = ? and partition = ?
       and first >= coalesce((${containing}), 0) and next > ? order by first limit ?`,
    );
    this.#head = db
      .prepare<[number, Partition], Offset | null>('select max(next) from span where topic = ? and partition = ?')
      .pluck();
    this.#remove = db.prepare<[number, Partition, number, Partition, Offset, number, Partition]>(
      `delete from span where topic = ? and partition = ? and first = (${containing}) and first < (${last})`,
    );
    this.#removeOldest = db.prepare<[number, Partition, number, Partition, number, number, number, Partition]>(
      `delete from span where topic = ? and partition = ? and first in
         (select first from span where topic = ? and partition = ? and batch < ? order by first limit ?)
       and first < (${last})`,
    );
  }

  /** Within the transaction of the batch. */
  insert(topic: Topic, span: Span, partition: Partition): void {
    this.#insert.run(topicNumber(topic), partition, span.first, span.next, span.batch);
  }

  /** Up to `limit` spans that reach beyond `position`, in order. */
  from(topic: Topic, partition: Partition, position: Offset, limit: number): readonly Span[] {
    const number = topicNumber(topic);
    return this.#from.all(number, partition, number, partition, position, position, limit);
  }

  headOf(topic: Topic, partition: Partition): Offset {
    return this.#head.get(topicNumber(topic), partition) ?? 0;
  }

  /** Removes the `limit` oldest spans of batches below `batch`, but never the last span. */
  removeOldest(topic: Topic, partition: Partition, batch: number, limit: number): void {
    const number = topicNumber(topic);
    this.#removeOldest.run(number, partition, number, partition, batch, limit, number, partition);
  }

  /** Removes the span that holds this offset, unless it is the last. */
  remove(topic: Topic, partition: Partition, offset: Offset): void {
    const number = topicNumber(topic);
    this.#remove.run(number, partition, number, partition, offset, number, partition);
  }
}
