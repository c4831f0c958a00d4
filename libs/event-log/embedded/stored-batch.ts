import type { Partition, RunEvent, RunId } from '#events';
import { eventIn, type Offset, type ReceivedRecord, type Topic } from '../port.js';
import { keyOfHeader, parseHeader, recordOf } from './record-line.js';

/** A run's events as far as they have been read. */
export interface RunStream {
  readonly runId: RunId;
  /** The first sequence that is wanted. */
  readonly from: number;
  readonly events: RunEvent[];
  characters: number;
}

/** A batch read back: unpacked once, its records decoded as they are asked for. */
export class StoredBatch {
  readonly #lines: readonly string[];
  #byKey: Map<string, number[]> | undefined;

  constructor(
    readonly id: number,
    readonly topic: Topic,
    readonly time: number,
    /** Undefined when it is damaged. */
    readonly text: string | undefined,
  ) {
    this.#lines = text === undefined || text === '' ? [] : text.split('\n');
  }

  get damaged(): boolean {
    return this.text === undefined;
  }

  /** Characters held, at least 1. */
  get size(): number {
    return (this.text?.length ?? 0) + 1;
  }

  /** The partition's records from `from` on. */
  *recordsOf(partition: Partition, from: Offset): Generator<ReceivedRecord> {
    for (let line = 0; line < this.#lines.length; line += 2) {
      const header = parseHeader(this.#lines[line] ?? '');
      if (header[1] === partition && header[2] >= from) yield recordOf(this, header, this.#lines[line + 1] ?? '');
    }
  }

  /** Adds the run's events to the stream; false when one of them cannot be read. */
  addEventsTo(stream: RunStream): boolean {
    if (this.topic !== 'run-events') return true;
    for (const line of this.#linesOf(stream.runId)) {
      const value = this.#lines[line + 1] ?? '';
      const event = eventIn(recordOf(this, parseHeader(this.#lines[line] ?? ''), value));
      if (event === undefined) return false;
      if (event.sequence < stream.from) continue;
      stream.events.push(event);
      stream.characters += value.length;
    }
    return !this.damaged;
  }

  /** The batch without the records of these runs. */
  without(runs: ReadonlySet<string>): StoredBatch {
    const kept = this.#lines.filter((_, i) => !runs.has(keyOfHeader(this.#lines[i - (i % 2)] ?? '')));
    return new StoredBatch(this.id, this.topic, this.time, kept.join('\n'));
  }

  /** The partitions that it has records of, with the offset of one of them. */
  partitions(): ReadonlyMap<Partition, Offset> {
    const headers = this.#lines.filter((_, i) => i % 2 === 0).map(parseHeader);
    return new Map(headers.map(([, partition, offset]) => [partition, offset]));
  }

  #linesOf(key: string): readonly number[] {
    this.#byKey ??= this.#index();
    return this.#byKey.get(key) ?? [];
  }

  #index(): Map<string, number[]> {
    const byKey = new Map<string, number[]>();
    for (let line = 0; line < this.#lines.length; line += 2) {
      const key = keyOfHeader(this.#lines[line] ?? '');
      const known = byKey.get(key);
      if (known === undefined) byKey.set(key, [line]);
      else known.push(line);
    }
    return byKey;
  }
}
