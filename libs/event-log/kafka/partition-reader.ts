import type { RecordReader } from '../core/task-context.js';
import type { Offset, ReceivedRecord } from '../port.js';
import { RecordQueue, type SizedRecord } from './record-queue.js';

/** A stream of its own that brings a reader up to the others. */
export interface Replay {
  pause(): void;
  resume(): void;
  close(): void;
}
/** What a reader asks of its feed. */
export interface ReaderSupply {
  /** Where the feed stands: what is below it does not come by itself any more. */
  readonly next: Offset;
  /** The end of the partition as far as it is known. */
  readonly head: Offset;
  /** The first take: records are wanted from here on. */
  begin(position: Offset): void;
  /** The reader waits for the feed; only a leading reader may hold it up. */
  hold(): void;
  letGo(): void;
  replay(from: Offset, push: (records: readonly SizedRecord[], next: Offset) => void): Replay;
}

/**
 * A consumer's place in a partition that arrives over the network. The leading reader holds the feed up when it is
 * slow; any other one falls behind instead, and later reads by itself what it has missed.
 */
export class PartitionReader implements RecordReader {
  readonly #queue: RecordQueue;
  #live = true;
  #replay: Replay | undefined;
  #closed = false;

  constructor(
    position: Offset,
    private readonly supply: ReaderSupply,
    private readonly options: { readonly leading: boolean; readonly wake: () => void; readonly close: () => void },
  ) {
    this.#queue = new RecordQueue(position);
  }

  get position(): Offset {
    return this.#queue.position;
  }

  set position(position: Offset) {
    if (position === this.#queue.position) return;
    this.#queue.moveTo(position);
    this.#endReplay();
    this.#live = position >= this.supply.next;
    if (!this.#live && this.options.leading) this.supply.hold();
  }

  get atEnd(): boolean {
    return this.position >= this.supply.head;
  }

  take(limit: number, until: Offset = Infinity): readonly ReceivedRecord[] {
    if (this.#closed) return [];
    this.supply.begin(this.#queue.position);
    const taken = this.#queue.take(limit, until);
    if (this.#queue.hasRoom) this.#ask();
    return taken;
  }

  close(): void {
    this.#closed = true;
    this.#endReplay();
    this.options.close();
  }

  /** Records as they come in. */
  offer(records: readonly SizedRecord[], next: Offset): void {
    if (!this.#live) return;
    this.#queue.push(records, next);
    if (this.#queue.full) this.#fallBehind();
    this.options.wake();
  }

  #fallBehind(): void {
    if (this.options.leading) this.supply.hold();
    else this.#live = false;
  }

  /** There is room for more, from where the queue ends. */
  #ask(): void {
    if (this.#live) {
      if (this.options.leading) this.supply.letGo();
    } else if (this.#queue.next >= this.supply.next) this.#goLive();
    else if (this.#replay === undefined) this.#replay = this.supply.replay(this.#queue.next, this.#pushReplayed);
    else this.#replay.resume();
  }

  readonly #pushReplayed = (records: readonly SizedRecord[], next: Offset): void => {
    this.#queue.push(records, next);
    if (this.#queue.next >= this.supply.next) this.#goLive();
    else if (this.#queue.full) this.#replay?.pause();
    this.options.wake();
  };

  #goLive(): void {
    this.#endReplay();
    this.#live = true;
    if (this.options.leading) this.supply.letGo();
  }

  #endReplay(): void {
    this.#replay?.close();
    this.#replay = undefined;
  }
}
