import type { Partition } from '#events';
import { pause } from '../core/task-context.js';
import type { Offset } from '../port.js';
import type { RecordStream, StreamSink, WireRecord } from './driver.js';
import type { FeedControl } from './partition-feed.js';
import type { Replay } from './partition-reader.js';

type OpenStream = (sink: StreamSink) => Promise<RecordStream>;
type Push = (records: readonly WireRecord[], next: Offset) => void;

/** Reads a partition again from any offset on, and goes on where it stopped when its stream fails. */
class PartitionReplay implements Replay {
  readonly #closed = new AbortController();
  #stream: RecordStream | undefined;
  #paused = false;

  constructor(
    private readonly partition: Partition,
    private next: Offset,
    private readonly push: Push,
    private readonly source: { readonly open: OpenStream; readonly retryMs: number },
  ) {
    void this.#run();
  }

  pause(): void {
    this.#paused = true;
    this.#stream?.pause(this.partition);
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#stream?.resume(this.partition);
  }

  close(): void {
    this.#closed.abort();
    void this.#stream?.close();
  }

  async #run(): Promise<void> {
    try {
      this.#stream = await this.source.open(this.#sink());
    } catch {
      await this.#again();
      return;
    }
    if (this.#closed.signal.aborted) {
      await this.#stream.close();
      return;
    }
    this.#stream.start(this.partition, this.next);
    if (this.#paused) this.#stream.pause(this.partition);
  }

  async #again(): Promise<void> {
    await this.#stream?.close();
    this.#stream = undefined;
    await pause(this.source.retryMs, this.#closed.signal);
    if (!this.#closed.signal.aborted) await this.#run();
  }

  #sink(): StreamSink {
    return {
      records: (_partition, records, next) => {
        if (this.#closed.signal.aborted) return;
        this.next = next;
        this.push(records, next);
      },
      failed: () => void this.#again(),
    };
  }
}

export const replayFrom =
  (open: OpenStream, retryMs: number) =>
  (partition: Partition): FeedControl['replay'] =>
  (offset, push) =>
    new PartitionReplay(partition, offset, push, { open, retryMs });
