import type Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import { TOPICS } from '../port.js';
import { unpack, type Packed } from './packing.js';
import { StoredBatch } from './stored-batch.js';

interface Row extends Packed {
  readonly topic: number;
  readonly time: number;
}

/** Reads batches; those read last stay unpacked within a bound. */
export class BatchReader {
  readonly #cache: LRUCache<number, StoredBatch>;
  readonly #select;

  constructor(db: Database.Database, maxCharacters: number) {
    this.#select = db.prepare<[number], Row>('select topic, time, packing, crc, body from batch where id = ?');
    this.#cache = new LRUCache({ maxSize: maxCharacters, sizeCalculation: (batch) => batch.size });
  }

  /** Undefined when it was trimmed or pruned. */
  batch(id: number): StoredBatch | undefined {
    const cached = this.#cache.get(id);
    if (cached !== undefined) return cached;
    const row = this.#select.get(id);
    const topic = row === undefined ? undefined : TOPICS[row.topic];
    if (row === undefined || topic === undefined) return undefined;
    const batch = new StoredBatch(id, topic, row.time, unpack(row));
    this.#cache.set(id, batch);
    return batch;
  }

  /** It has changed on disk. */
  forget(id: number): void {
    this.#cache.delete(id);
  }
}
