import { statSync } from 'node:fs';
import type { Partition, RunEvent, RunId } from '#events';
import type { Commit, LogStorage } from '../core/storage.js';
import type { Trouble } from '../core/task-context.js';
import type { FaultHook } from '../fault-points.js';
import type { Offset, ReceivedRecord, Topic } from '../port.js';
import { batchesOf } from './batch-builder.js';
import { BatchReader } from './batch-reader.js';
import { BatchWriter } from './batch-writer.js';
import { Checkpoints } from './checkpoints.js';
import { CommandTrimmer } from './command-trimmer.js';
import { HistoryReader } from './history-reader.js';
import type { LogFile } from './log-file.js';
import type { OwnerLock } from './owner-lock.js';
import { Pruner, type PruneOptions } from './pruner.js';
import { RunCache } from './run-cache.js';
import { RunIndex } from './run-index.js';
import { SpanIndex } from './span-index.js';
import { TopicReader } from './topic-reader.js';
import { Transactions } from './transactions.js';
import { WalKeeper } from './wal-keeper.js';

export interface EmbeddedStorageOptions {
  readonly faultPoint: FaultHook;
  readonly onTrouble: (trouble: Trouble) => void;
  /** Characters of unpacked batches, and again of whole runs, that are kept in memory at most. */
  readonly cacheCharacters: number;
}

/** The log in one SQLite file. */
export class EmbeddedStorage implements LogStorage {
  readonly partitions: number;
  readonly newestTime: number;
  readonly #spans: SpanIndex;
  readonly #index: RunIndex;
  readonly #batches: BatchReader;
  readonly #writer: BatchWriter;
  readonly #checkpoints: Checkpoints;
  readonly #transactions: Transactions;
  readonly #topics: TopicReader;
  readonly #history: HistoryReader;
  readonly #runs: RunCache;
  readonly #trimmer: CommandTrimmer;
  readonly #wal: WalKeeper;
  readonly #pruner: Pruner;
  #commits = 0;

  constructor(
    private readonly file: LogFile,
    private readonly lock: OwnerLock,
    private readonly options: EmbeddedStorageOptions,
  ) {
    const { db } = file;
    const { faultPoint, cacheCharacters } = options;
    this.partitions = file.partitions;
    this.newestTime = newestTimeOf(file);
    this.#spans = new SpanIndex(db);
    this.#index = new RunIndex(db);
    this.#batches = new BatchReader(db, cacheCharacters);
    this.#writer = new BatchWriter(db, this.#spans, this.#index);
    this.#checkpoints = new Checkpoints(db);
    this.#transactions = new Transactions(file, faultPoint);
    this.#topics = new TopicReader(this.#spans, this.#batches);
    this.#runs = new RunCache(cacheCharacters);
    this.#history = new HistoryReader(this.#index, this.#batches, this.#runs);
    this.#wal = new WalKeeper(file, faultPoint, (error) => {
      this.#trouble(error);
    });
    const parts = { spans: this.#spans, batches: this.#batches };
    this.#trimmer = new CommandTrimmer(db, this.partitions, {
      spans: this.#spans,
      checkpoints: this.#checkpoints,
    });
    this.#pruner = new Pruner(db, {
      ...parts,
      index: this.#index,
      transactions: this.#transactions,
      faultPoint,
      forget: (runId) => {
        this.#runs.forget(runId);
        this.#index.forgetRun(runId);
      },
    });
  }

  /** Transactions with records or checkpoints since the log was opened. */
  get commits(): number {
    return this.#commits;
  }

  /** Bytes of the log's files. */
  get fileBytes(): number {
    return [this.file.path, `${this.file.path}-wal`].reduce((bytes, path) => bytes + sizeOf(path), 0);
  }

  headOf(topic: Topic, partition: Partition): Offset {
    return this.#spans.headOf(topic, partition);
  }

  checkpointOf(group: string, topic: Topic, partition: Partition): Offset | undefined {
    return this.#checkpoints.of(group, topic, partition);
  }

  commit(commit: Commit): void {
    try {
      this.#transactions.run(() => {
        this.#write(commit);
      });
    } catch (error) {
      this.#writer.rolledBack();
      throw error;
    }
    this.#commits += 1;
    this.#checkpoints.written(commit.checkpoints);
    this.#runs.committed(commit);
    this.#keepHouse();
  }

  read(topic: Topic, partition: Partition, from: Offset, limit: number): readonly ReceivedRecord[] {
    return this.#topics.read(topic, partition, from, limit);
  }

  eventsOf(runId: RunId, from: number): Promise<readonly RunEvent[]> {
    const cached = this.#runs.eventsOf(runId, from);
    return cached === undefined ? this.#history.eventsOf(runId, from) : Promise.resolve(cached);
  }

  openRuns(partition: Partition): readonly RunId[] {
    return this.#index.openRuns(partition);
  }

  knows(runId: RunId): boolean {
    return this.#index.has(runId);
  }

  prune(options: PruneOptions): Promise<readonly RunId[]> {
    return this.#pruner.prune(options);
  }

  close(): void {
    if (!this.file.db.open) return;
    this.#wal.close();
    this.file.db.close();
    this.lock.release();
  }

  /** The commit is durable: what goes wrong from here on must not make it look as if it had failed. */
  #keepHouse(): void {
    try {
      this.#wal.committed();
    } catch (error) {
      this.#trouble(error);
    }
  }

  /** In a turn of its own: who is told may throw, too. */
  #trouble(error: unknown): void {
    setImmediate(() => {
      this.options.onTrouble({ during: 'housekeeping', error });
    });
  }

  #write(commit: Commit): void {
    for (const batch of batchesOf(commit)) this.#writer.write(batch, commit.time);
    this.#checkpoints.write(commit.checkpoints);
    if (this.#trimmer.due()) {
      this.options.faultPoint('before-trim');
      this.#trimmer.trim();
    }
  }
}

const newestTimeOf = ({ db }: LogFile): number =>
  db.prepare<[], number>('select time from batch order by id desc limit 1').pluck().get() ?? 0;

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
