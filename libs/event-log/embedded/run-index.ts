import type Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import type { Partition, RunId } from '#events';
import type { RunTouch } from './batch-builder.js';

/** Behind every event: a batch that only speaks of a run holds none from any sequence on. */
const MENTION = Number.MAX_SAFE_INTEGER;
/** Numbers remembered at most. */
const MAX_NUMBERS = 65_536;

/** Which runs there are, how they stand, and which batches hold their events. */
export class RunIndex {
  /** Cleared when a transaction fails: it may have handed out numbers. */
  readonly #numbers = new LRUCache<RunId, number>({ max: MAX_NUMBERS });
  readonly #find;
  readonly #findReadable;
  readonly #insert;
  readonly #end;
  readonly #addBatch;
  readonly #open;
  readonly #batches;

  constructor(db: Database.Database) {
    this.#find = db.prepare<[string], number>('select number from run where id = ?').pluck();
    this.#findReadable = db
      .prepare<[string], number>(`select number from run where id = ? and state <> 'pruned'`)
      .pluck();
    this.#insert = db.prepare<[string, Partition, string, number | null]>(
      'insert into run (id, partition, state, ended) values (?, ?, ?, ?)',
    );
    this.#end = db.prepare<[string, number, number]>('update run set state = ?, ended = ? where number = ?');
    this.#addBatch = db.prepare<[number, number, number]>('insert into run_batch values (?, ?, ?)');
    this.#open = db
      .prepare<[Partition], RunId>(`select id from run where partition = ? and state = 'open' order by number`)
      .pluck();
    this.#batches = db
      .prepare<[number, number, number], number>(
        `select batch from run_batch where run = ? and batch >= coalesce(
           (select max(batch) from run_batch where run = ? and sequence <= ?), 0) order by batch`,
      )
      .pluck();
  }

  /** Undefined for a run that is unknown or being pruned. */
  numberOf(runId: RunId): number | undefined {
    return this.#findReadable.get(runId);
  }

  /** Also a run that is being pruned. */
  has(runId: RunId): boolean {
    return this.#find.get(runId) !== undefined;
  }

  openRuns(partition: Partition): readonly RunId[] {
    return this.#open.all(partition);
  }

  /** The batches with the run's events from this sequence on; the first may begin before it. */
  batchesOf(run: number, from: number): readonly number[] {
    return this.#batches.all(run, run, from);
  }

  /** Within the transaction of the batch. */
  touch(touch: RunTouch, batch: number, time: number): void {
    const known = this.#numbers.get(touch.runId) ?? this.#find.get(touch.runId);
    const run = known ?? this.#create(touch, time);
    if (touch.ended !== undefined && known !== undefined) this.#end.run(touch.ended, time, run);
    this.#numbers.set(touch.runId, run);
    this.#addBatch.run(run, batch, touch.sequence);
  }

  /** Within the transaction of the batch: it goes with the run. Nothing where the run has gone. */
  mention(runId: RunId, batch: number): void {
    const run = this.#numbers.get(runId) ?? this.#find.get(runId);
    if (run !== undefined) this.#addBatch.run(run, batch, MENTION);
  }

  /** What was learnt may not hold any more. */
  forget(): void {
    this.#numbers.clear();
  }

  forgetRun(runId: RunId): void {
    this.#numbers.delete(runId);
  }

  #create({ runId, partition, state, ended }: RunTouch, time: number): number {
    const first = ended ?? state;
    const { lastInsertRowid } = this.#insert.run(runId, partition, first, first === 'open' ? null : time);
    return Number(lastInsertRowid);
  }
}
