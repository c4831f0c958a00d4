import type { Offset, ReceivedRecord } from '../port.js';

/** A record and about how many characters it holds. */
export interface SizedRecord {
  readonly record: ReceivedRecord;
  readonly characters: number;
}

const FULL_RECORDS = 4_096;
const FULL_CHARACTERS = 16_000_000;
/** With so small a part of that the queue has room again. */
const ROOM = 0.5;

/** Records of one partition on their way to one reader. Offsets have holes where the broker keeps its markers. */
export class RecordQueue {
  #records: SizedRecord[] = [];
  #taken = 0;
  #characters = 0;
  /** Behind the last one taken. */
  #floor: Offset;
  #next: Offset;

  constructor(position: Offset) {
    this.#floor = this.#next = position;
  }

  /** The next offset to take: that of the first record here, past the markers before it. */
  get position(): Offset {
    return this.#records[this.#taken]?.record.offset ?? this.#next;
  }

  /** The offset behind everything that has come. */
  get next(): Offset {
    return this.#next;
  }

  get full(): boolean {
    return this.#waiting >= FULL_RECORDS || this.#characters >= FULL_CHARACTERS;
  }

  get hasRoom(): boolean {
    return this.#waiting <= FULL_RECORDS * ROOM && this.#characters <= FULL_CHARACTERS * ROOM;
  }

  /** Takes in what lies behind `next` and passes over the rest, which has come before. */
  push(records: readonly SizedRecord[], next: Offset): void {
    for (const sized of records) {
      if (sized.record.offset < this.#next) continue;
      this.#records.push(sized);
      this.#characters += sized.characters;
    }
    this.#next = Math.max(this.#next, next);
  }

  take(limit: number, until: Offset): readonly ReceivedRecord[] {
    const taken: ReceivedRecord[] = [];
    while (taken.length < limit) {
      const sized = this.#records[this.#taken];
      if (sized === undefined || sized.record.offset >= until) break;
      taken.push(sized.record);
      this.#characters -= sized.characters;
      this.#floor = sized.record.offset + 1;
      this.#taken += 1;
    }
    this.#forgetTaken();
    return taken;
  }

  /** Goes to `position`; what lies before it is dropped, and all if it lies behind `next` or before what is here. */
  moveTo(position: Offset): void {
    if (position >= this.#floor && position <= this.#next) this.take(Infinity, position);
    else this.#clear(position);
  }

  #clear(position: Offset): void {
    this.#records = [];
    this.#taken = this.#characters = 0;
    this.#floor = this.#next = position;
  }

  #forgetTaken(): void {
    if (this.#waiting > 0 && this.#taken < FULL_RECORDS) return;
    this.#records.splice(0, this.#taken);
    this.#taken = 0;
  }

  get #waiting(): number {
    return this.#records.length - this.#taken;
  }
}
