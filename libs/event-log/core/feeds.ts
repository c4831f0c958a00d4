import type { Partition } from '#events';
import { TOPICS, type Topic } from '../port.js';
import { Feed } from './feed.js';
import type { LogStorage } from './storage.js';

/** All feeds of a log. */
export class Feeds {
  readonly #topics: ReadonlyMap<Topic, readonly Feed[]>;

  constructor(storage: LogStorage) {
    const partitions = Array.from({ length: storage.partitions }, (_, partition) => partition);
    this.#topics = new Map(
      TOPICS.map((topic) => [topic, partitions.map((partition) => new Feed(storage, topic, partition))]),
    );
  }

  ofTopic(topic: Topic): readonly Feed[] {
    return this.#topics.get(topic) ?? [];
  }

  of(topic: Topic, partition: Partition): Feed {
    const feed = this.ofTopic(topic)[partition];
    if (feed === undefined) throw new RangeError(`${topic} has no partition ${partition}`);
    return feed;
  }
}
