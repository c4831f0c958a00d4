import type Database from 'better-sqlite3';
import type { Partition } from '#events';
import type { Checkpoints } from './checkpoints.js';
import type { SpanIndex } from './span-index.js';
import { topicNumber } from './topic-numbers.js';

const TOPIC = 'run-commands';
/** Commits from one trim to the next. */
const EVERY = 32;
/** Batches removed at once from each partition, so that no commit is held up for long. */
const AT_ONCE = 1_024;

/** Removes batches of commands that every group is done with, one that has no member any more included. */
export class CommandTrimmer {
  #commits = 0;
  readonly #delete;
  readonly #newest;

  constructor(
    db: Database.Database,
    private readonly partitions: number,
    private readonly parts: { readonly spans: SpanIndex; readonly checkpoints: Checkpoints },
  ) {
    this.#delete = db.prepare<[number, Partition, number, number]>(
      `delete from batch where id in
         (select batch from span where topic = ? and partition = ? and batch < ? order by first limit ?)`,
    );
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
    for (const partition of partitions) {
      this.#delete.run(topicNumber(TOPIC), partition, bound, AT_ONCE);
      this.parts.spans.removeOldest(TOPIC, partition, bound, AT_ONCE);
    }
  }

  /** The oldest batch with a command of this partition that some group has not done with, or the newest of all. */
  #oldestNeeded(partition: Partition): number {
    const position = this.parts.checkpoints.lowest(TOPIC, partition);
    return this.parts.spans.from(TOPIC, partition, position, 1)[0]?.batch ?? this.#newest.get() ?? 0;
  }
}
