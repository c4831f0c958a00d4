import type { Partition } from '#events';
import type { Offset } from '../port.js';
import type { WireOutput, WrittenEnd } from './driver.js';

/**
 * How far this process has written. What a transaction has written is durable when its commit resolves, but the broker
 * shows it a little later: who reads to the end counts on seeing it.
 */
export class WrittenEnds {
  readonly #ends = new Map<string, Offset[]>();

  note(written: readonly WrittenEnd[]): void {
    for (const { topic, partition, end } of written) {
      let ends = this.#ends.get(topic);
      if (ends === undefined) this.#ends.set(topic, (ends = []));
      ends[partition] = Math.max(ends[partition] ?? 0, end);
    }
  }

  /** The later of each. */
  orLater(topic: string, readable: readonly Offset[]): readonly Offset[] {
    const written = this.#ends.get(topic);
    return written === undefined ? readable : readable.map((end, partition) => Math.max(end, written[partition] ?? 0));
  }
}

/** Where the broker has put the first record of each partition. */
export interface BaseOffset {
  readonly topic: string;
  readonly partition: Partition;
  readonly offset: Offset;
}

export function writtenEndsOf(outputs: readonly WireOutput[], bases: readonly BaseOffset[]): readonly WrittenEnd[] {
  const counts = new Map<string, number>();
  for (const { topic, partition } of outputs) {
    const place = `${topic}/${partition}`;
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return bases.map(({ topic, partition, offset }) => ({
    topic,
    partition,
    end: offset + (counts.get(`${topic}/${partition}`) ?? 0),
  }));
}
