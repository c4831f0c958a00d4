import type Database from 'better-sqlite3';
import type { Partition } from '#events';
import type { Lease } from '../core/storage.js';
import { TOPICS, type Offset, type Topic } from '../port.js';
import { topicNumber } from './topic-numbers.js';

interface Row {
  readonly group: string;
  readonly topic: number;
  readonly partition: Partition;
  readonly position: Offset;
}

/** The positions of the groups, in memory as on disk. */
export class Checkpoints {
  readonly #positions = new Map<Topic, Map<string, Map<Partition, Offset>>>();
  readonly #write;

  constructor(db: Database.Database) {
    this.#write = db.prepare<[string, number, Partition, Offset]>(
      'insert or replace into checkpoint values (?, ?, ?, ?)',
    );
    for (const row of db.prepare<[], Row>('select * from checkpoint').all()) {
      const topic = TOPICS[row.topic];
      if (topic !== undefined) this.#ofGroup(topic, row.group).set(row.partition, row.position);
    }
  }

  of(group: string, topic: Topic, partition: Partition): Offset | undefined {
    return this.#positions.get(topic)?.get(group)?.get(partition);
  }

  /** The position that every group of the topic has reached; 0 when there is no group. */
  lowest(topic: Topic, partition: Partition): Offset {
    const groups = [...(this.#positions.get(topic)?.values() ?? [])];
    return groups.length === 0 ? 0 : Math.min(...groups.map((positions) => positions.get(partition) ?? 0));
  }

  /** Within a transaction. */
  write(checkpoints: ReadonlyMap<Lease, Offset>): void {
    for (const [{ group, topic, partition }, position] of checkpoints) {
      this.#write.run(group, topicNumber(topic), partition, position);
    }
  }

  /** What was written is durable. */
  written(checkpoints: ReadonlyMap<Lease, Offset>): void {
    for (const [{ group, topic, partition }, position] of checkpoints) {
      this.#ofGroup(topic, group).set(partition, position);
    }
  }

  #ofGroup(topic: Topic, group: string): Map<Partition, Offset> {
    let groups = this.#positions.get(topic);
    if (groups === undefined) this.#positions.set(topic, (groups = new Map<string, Map<Partition, Offset>>()));
    let positions = groups.get(group);
    if (positions === undefined) groups.set(group, (positions = new Map<Partition, Offset>()));
    return positions;
  }
}
