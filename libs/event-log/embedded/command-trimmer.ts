import type Database from 'better-sqlite3';
import type { Partition } from '#events';
import type { BatchReader } from './batch-reader.js';
import type { Checkpoints } from './checkpoints.js';
import type { SpanIndex } from './span-index.js';

const TOPIC = 'run-commands';
/** Commits from one trim to the next. */
const EVERY = 8;
/** Batches removed at once from each partition, so that no commit is held up for long. */
const AT_ONCE = 256;

/** Removes batches of commands that every group is done with, one that has no member any more included. */
export class CommandTrimmer {
  #commits = 0;
  readonly #delete;
  readonly #newest;

  constructor(
    db: Database.Database,
    private readonly partitions: number,
    private readonly parts: {
      readonly spans: SpanIndex;
      readonly batches: BatchReader;
      readonly checkpoints: Checkpoints;
    },
  ) {
    this.#delete = db.prepare<[number]>('delete from batch where id = ?');
    this.#newest = db.prepare<[], number | null>('select max(id) from batch').pluck();
  }

  /** Asked once per commit: whether it is time to trim. */
  due(): boolean {
    this.#commits = (this.#commits + 1) % EVERY;
    return this.#commits === 0;
  }

  /** Within a transaction. */
  trim(): void {
    const partitions = Array.from({ length: this.partitions }, (_, partition) => partition);
    const bound = Math.min(...partitions.map((partition) => this.#oldestNeeded(partition)));
    for (const partition of partitions) this.#trimPartition(partition, bound);
  }

  #trimPartition(partition: Partition, bound: number): void {
    for (const { batch, first } of this.parts.spans.from(TOPIC, partition, 0, AT_ONCE)) {
      if (batch >= bound) return;
      this.#delete.run(batch);
      this.parts.batches.forget(batch);
      this.parts.spans.remove(TOPIC, partition, first);
    }
  }

  /** The oldest batch with a command of this partition that some group has not done with, or the newest of all. */
  #oldestNeeded(partition: Partition): number {
    const position = this.parts.checkpoints.lowest(TOPIC, partition);
    return this.parts.spans.from(TOPIC, partition, position, 1)[0]?.batch ?? this.#newest.get() ?? 0;
  }
}
