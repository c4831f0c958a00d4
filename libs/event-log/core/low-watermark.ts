import type { Offset } from '../port.js';

type Progress = 'started' | 'handed in' | 'durable';

/** The position below which every record is done with, while work on them ends in any order. */
export class LowWatermark {
  /** In the order of their offsets. */
  readonly #progress = new Map<Offset, Progress>();

  constructor(
    /** The next offset to look at. */
    public next: Offset,
  ) {}

  start(offset: Offset): void {
    this.#progress.set(offset, 'started');
    this.next = offset + 1;
  }

  /** There is nothing to do about this record. */
  pass(offset: Offset): void {
    this.next = offset + 1;
  }

  /** Its end goes into the next commit, as does `position`. */
  handIn(offset: Offset): void {
    this.#progress.set(offset, 'handed in');
  }

  /** That commit failed. */
  takeBack(offset: Offset): void {
    this.#progress.set(offset, 'started');
  }

  /** Its end is durable. */
  settle(offset: Offset): void {
    this.#progress.set(offset, 'durable');
    for (const [oldest, progress] of this.#progress) {
      if (progress !== 'durable') return;
      this.#progress.delete(oldest);
    }
  }

  /** For the commit that takes in all that has been handed in. */
  get position(): Offset {
    for (const [offset, progress] of this.#progress) if (progress === 'started') return offset;
    return this.next;
  }

  /** Below it nothing can be taken back any more. */
  get settled(): Offset {
    for (const [offset, progress] of this.#progress) if (progress !== 'durable') return offset;
    return this.next;
  }
}
