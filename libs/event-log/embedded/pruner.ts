import { setImmediate as nextTurn } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import type { RunId } from '#events';
import type { EndedState } from '../core/run-state.js';
import type { FaultHook } from '../fault-points.js';
import type { BatchReader } from './batch-reader.js';
import { packSmall } from './packing.js';
import type { RunIndex } from './run-index.js';
import type { SpanIndex } from './span-index.js';
import type { StoredBatch } from './stored-batch.js';
import type { Transactions } from './transactions.js';

/** Runs removed in one round, batches rewritten in one transaction. */
const RUNS = 4_096;
const BATCHES = 16;
const ENDED: readonly EndedState[] = ['completed', 'failed', 'cancelled', 'unopened'];

export interface PruneOptions {
  /** Runs that ended longer ago than this. */
  readonly olderThanMs: number;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Default: all ended ones. */
  readonly states?: readonly EndedState[];
}

interface MarkedRun {
  readonly number: number;
  readonly id: RunId;
}

/**
 * Removes ended runs. They are marked first and gone for readers at once; their records then leave the batches bit by
 * bit. After a crash in between, the next prune goes on with those that are marked. A run for which a batch has come
 * meanwhile stays marked until that has been rewritten too.
 */
export class Pruner {
  readonly #mark;
  readonly #marked;
  readonly #update;
  readonly #delete;
  readonly #removeBatch;
  readonly #removeRun;
  readonly #newest;

  constructor(
    db: Database.Database,
    private readonly parts: {
      readonly transactions: Transactions;
      readonly index: RunIndex;
      readonly spans: SpanIndex;
      readonly batches: BatchReader;
      readonly faultPoint: FaultHook;
      /** Whatever is remembered of the run is out of date. */
      readonly forget: (runId: RunId) => void;
    },
  ) {
    this.#mark = db.prepare<[number, string]>(
      `update run set state = 'pruned' where ended <= ? and state in (select value from json_each(?))`,
    );
    this.#marked = db.prepare<[number], MarkedRun>(`select number, id from run where state = 'pruned' limit ?`);
    this.#update = db.prepare<[number, number, Buffer, number]>(
      'update batch set packing = ?, crc = ?, body = ? where id = ?',
    );
    this.#delete = db.prepare<[number]>('delete from batch where id = ?');
    this.#removeBatch = db.prepare<[number, number]>('delete from run_batch where run = ? and batch = ?');
    this.#removeRun = db.prepare<[number, number]>(
      'delete from run where number = ? and not exists (select 1 from run_batch where run = ?)',
    );
    this.#newest = db.prepare<[], number | null>('select max(id) from batch').pluck();
  }

  /** The runs that are gone. */
  async prune({ olderThanMs, now, states = ENDED }: PruneOptions): Promise<readonly RunId[]> {
    this.parts.transactions.run(() => {
      this.#mark.run(now - olderThanMs, JSON.stringify(states));
    });
    const removed: RunId[] = [];
    for (let runs = this.#marked.all(RUNS); runs.length > 0; runs = this.#marked.all(RUNS)) {
      for (const { id } of runs) this.parts.forget(id);
      removed.push(...(await this.#removeRuns(runs)));
      for (const { id } of runs) this.parts.forget(id);
    }
    return removed;
  }

  /** Those that are gone. */
  async #removeRuns(runs: readonly MarkedRun[]): Promise<readonly RunId[]> {
    const byBatch = this.#byBatch(runs);
    const ids = [...byBatch.keys()].sort((a, b) => a - b);
    for (let i = 0; i < ids.length; i += BATCHES) {
      const slice = ids.slice(i, i + BATCHES);
      this.#transact(() => {
        for (const id of slice) this.#rewrite(id, byBatch.get(id) ?? []);
      });
      await nextTurn();
    }
    let gone: readonly MarkedRun[] = [];
    this.#transact(() => {
      gone = runs.filter(({ number }) => this.#removeRun.run(number, number).changes > 0);
    });
    return gone.map(({ id }) => id);
  }

  #transact(work: () => void): void {
    this.parts.transactions.run(work);
    this.parts.faultPoint('in-prune');
  }

  #byBatch(runs: readonly MarkedRun[]): ReadonlyMap<number, readonly MarkedRun[]> {
    const byBatch = new Map<number, MarkedRun[]>();
    for (const run of runs) {
      for (const batch of this.parts.index.batchesOf(run.number, 1)) {
        const sharing = byBatch.get(batch) ?? [];
        byBatch.set(batch, sharing);
        sharing.push(run);
      }
    }
    return byBatch;
  }

  /** A damaged batch stays as it is: it tells the consumers that there was something. */
  #rewrite(id: number, runs: readonly MarkedRun[]): void {
    const batch = this.parts.batches.batch(id);
    this.parts.batches.forget(id);
    for (const { number } of runs) this.#removeBatch.run(number, id);
    if (batch === undefined || batch.damaged) return;
    const rest = batch.without(new Set(runs.map((run) => run.id)));
    this.#removeSpans(batch, rest);
    if (rest.text === '' && id !== this.#newest.get()) this.#delete.run(id);
    else this.#store(rest);
  }

  #store({ id, text }: StoredBatch): void {
    const { packing, crc, body } = packSmall(text ?? '');
    this.#update.run(packing, crc, body, id);
  }

  #removeSpans(before: StoredBatch, after: StoredBatch): void {
    const left = after.partitions();
    for (const [partition, offset] of before.partitions()) {
      if (!left.has(partition)) this.parts.spans.remove(before.topic, partition, offset);
    }
  }
}
