import type { Partition } from '#events';
import type { RecordReader, RecordSource } from '../core/task-context.js';
import type { Offset, Topic } from '../port.js';
import type { WireRecord } from './driver.js';
import { PartitionReader, type ReaderSupply, type Replay } from './partition-reader.js';
import type { SizedRecord } from './record-queue.js';
import { SequenceGuard, type SequenceTrouble } from './sequence-guard.js';
import { receivedOf } from './wire-records.js';

/** One partition's stream, as the feed steers it. */
export interface FeedControl {
  start(offset: Offset): void;
  pause(): void;
  resume(): void;
  /** A stream of its own from the offset on, until it is closed. */
  replay(offset: Offset, push: (records: readonly WireRecord[], next: Offset) => void): Replay;
  trouble: (trouble: SequenceTrouble) => void;
}

/** One partition of a topic as it comes in, for the readers of one owner. The first reader leads. */
export class PartitionFeed implements RecordSource, ReaderSupply {
  readonly #readers = new Set<PartitionReader>();
  readonly #guard: SequenceGuard;
  #next: Offset | undefined;
  /** The offset behind the last record that has come. */
  #behindLast: Offset = 0;
  #held = false;

  constructor(
    private readonly place: { readonly topic: Topic; readonly partition: Partition; readonly end: Offset },
    private readonly control: FeedControl,
  ) {
    this.#guard = new SequenceGuard(control.trouble);
  }

  /** The offset behind everything that has come. */
  get next(): Offset {
    return this.#next ?? 0;
  }

  /** Where one stands who has done with everything before `position`: past the broker's marks, if only such have come since. */
  standingAt(position: Offset): Offset {
    return position >= this.#behindLast ? Math.max(position, this.next) : position;
  }

  get head(): Offset {
    return Math.max(this.place.end, this.next);
  }

  /** Whether records are expected as long as there are any. */
  get expecting(): boolean {
    return this.#next !== undefined && !this.#held;
  }

  reader(position: Offset, wake: () => void): RecordReader {
    const leading = this.#readers.size === 0;
    const close = (): void => {
      this.#readers.delete(reader);
    };
    const reader = new PartitionReader(position, this, { leading, wake, close });
    this.#readers.add(reader);
    return reader;
  }

  push(wires: readonly WireRecord[], next: Offset): void {
    // What a rebalance delivers again has been seen.
    const fresh = wires.filter(({ offset }) => offset >= this.next);
    const records = this.#decoded(fresh, this.#guard);
    this.#next = Math.max(this.next, next);
    this.#behindLast = Math.max(this.#behindLast, (fresh.at(-1)?.offset ?? -1) + 1);
    for (const reader of this.#readers) reader.offer(records, next);
  }

  begin(position: Offset): void {
    if (this.#next !== undefined) return;
    this.#next = position;
    this.control.start(position);
  }

  /** On a stream that has come in the place of another. */
  startAgain(): void {
    if (this.#next === undefined) return;
    this.control.start(this.#next);
    if (this.#held) this.control.pause();
  }

  hold(): void {
    if (this.#held) return;
    this.#held = true;
    this.control.pause();
  }

  letGo(): void {
    if (!this.#held) return;
    this.#held = false;
    this.control.resume();
  }

  replay(from: Offset, push: (records: readonly SizedRecord[], next: Offset) => void): Replay {
    const guard = new SequenceGuard(this.control.trouble);
    return this.control.replay(from, (wires, next) => {
      push(this.#decoded(wires, guard), next);
    });
  }

  #decoded(wires: readonly WireRecord[], guard: SequenceGuard): readonly SizedRecord[] {
    const { topic, partition } = this.place;
    return wires.flatMap((wire) => {
      const record = guard.admit(receivedOf(topic, partition, wire), wire);
      return record === undefined ? [] : [{ record, characters: wire.value.length }];
    });
  }
}
