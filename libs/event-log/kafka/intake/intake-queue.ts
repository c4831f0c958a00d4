import type { Partition } from '#events';
import type { Offset } from '../../port.js';
import type { WireRecord } from '../driver.js';
import type { IntakeRecord } from './intake-record.js';

const BATCH_RECORDS = 128;
const BATCH_BYTES = 4_194_304;
const FULL_BYTES = 16_777_216;

/** Records of one partition that wait to be taken in. */
export class IntakeQueue {
  #records: IntakeRecord[] = [];
  #bytes = 0;

  constructor(
    private readonly partition: Partition,
    /** The offset of the next record that has not come yet. */
    public next: Offset,
  ) {}

  get isFull(): boolean {
    return this.#bytes >= FULL_BYTES;
  }

  /** What has come before is passed over. */
  push(wires: readonly WireRecord[], next: Offset): void {
    for (const { offset, key, bytes } of wires) {
      if (offset < this.next) continue;
      this.#records.push({ partition: this.partition, offset, key, bytes });
      this.#bytes += bytes.length;
    }
    this.next = Math.max(this.next, next);
  }

  /** So many that they are no trouble together, however large one of them is. */
  take(): readonly IntakeRecord[] {
    let [count, bytes] = [0, 0];
    for (const record of this.#records) {
      if (count === BATCH_RECORDS || (count > 0 && bytes + record.bytes.length > BATCH_BYTES)) break;
      count += 1;
      bytes += record.bytes.length;
    }
    this.#bytes -= bytes;
    return this.#records.splice(0, count);
  }
}
