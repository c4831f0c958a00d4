import { pause } from '../../core/task-context.js';
import type { Offset } from '../../port.js';
import type { RecordStream, StreamSink, WireRecord } from '../driver.js';

export interface ReceiverOptions {
  readonly ends: () => Promise<readonly Offset[]>;
  readonly open: (sink: StreamSink) => Promise<RecordStream>;
  readonly heard: (record: WireRecord) => void;
  readonly retryMs: number;
  readonly trouble: (error: unknown) => void;
}

/** Hears what comes to all partitions of a topic from now on. What comes while its stream is replaced is not heard. */
export class DeltaReceiver {
  readonly #closed = new AbortController();
  #running: Promise<void> | undefined;

  constructor(private readonly options: ReceiverOptions) {}

  /** Begins, if it has not yet. */
  start(): void {
    this.#running ??= this.#run();
  }

  async close(): Promise<void> {
    this.#closed.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#closed;
    while (!signal.aborted) {
      try {
        await this.#hear(signal);
      } catch (error) {
        this.options.trouble(error);
        await pause(this.options.retryMs, signal);
      }
    }
  }

  /** Resolves when it is closed, rejects when the stream has ended. */
  async #hear(signal: AbortSignal): Promise<void> {
    const ends = await this.options.ends();
    const over = Promise.withResolvers<undefined>();
    // It may end while it opens.
    over.promise.catch(() => undefined);
    const stream = await this.options.open({
      failed: over.reject,
      records: (_partition, records) => {
        records.forEach(this.options.heard);
      },
    });
    ends.forEach((offset, partition) => {
      stream.start(partition, offset);
    });
    const end = (): void => {
      over.resolve(undefined);
    };
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
    await over.promise.finally(() => {
      signal.removeEventListener('abort', end);
      return stream.close();
    });
  }
}
