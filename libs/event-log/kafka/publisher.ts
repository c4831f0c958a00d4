import { setImmediate as nextTurn } from 'node:timers/promises';
import { logClosed } from '../errors.js';
import type { FaultHook } from '../fault-points.js';
import type { WireOutput, WirePublisher, WrittenEnd } from './driver.js';

interface Entry {
  readonly outputs: readonly WireOutput[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}
export interface PublisherOptions {
  readonly open: () => Promise<WirePublisher>;
  readonly faultPoint: FaultHook;
  readonly written: (ends: readonly WrittenEnd[]) => void;
}

/** Publishes in the order of the calls; what comes while a request is under way goes together into the next. */
export class Publisher {
  #entries: Entry[] = [];
  #wire: WirePublisher | undefined;
  #draining: Promise<void> | undefined;
  #closed = false;

  constructor(private readonly options: PublisherOptions) {}

  /** Durable when it resolves. A rejection leaves it open whether some of it is. */
  publish(outputs: readonly WireOutput[]): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#closed) throw logClosed();
      this.#entries.push({ outputs, resolve, reject });
      this.#draining ??= this.#drain();
    });
  }

  /** Publishes what is at hand and takes no more. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#draining;
    await this.#wire?.close();
  }

  /** Publishes nothing any more but what is under way. */
  async drop(): Promise<void> {
    for (const entry of this.#takeEntries()) entry.reject(logClosed());
    await this.close();
  }

  async #drain(): Promise<void> {
    await nextTurn();
    while (this.#entries.length > 0) await this.#publishAll(this.#takeEntries());
    this.#draining = undefined;
  }

  async #publishAll(entries: readonly Entry[]): Promise<void> {
    try {
      this.options.faultPoint('before-commit');
      await this.#send(entries.flatMap(({ outputs }) => outputs));
      this.options.faultPoint('after-commit');
      for (const entry of entries) entry.resolve();
      this.options.faultPoint('before-deliver');
    } catch (error) {
      for (const entry of entries) entry.reject(error);
    }
  }

  async #send(outputs: readonly WireOutput[]): Promise<void> {
    if (outputs.length === 0) return;
    const wire = (this.#wire ??= await this.options.open());
    try {
      this.options.written(await wire.publish(outputs));
    } catch (error) {
      this.#wire = undefined;
      void wire.close();
      throw error;
    }
  }

  #takeEntries(): readonly Entry[] {
    const entries = this.#entries;
    this.#entries = [];
    return entries;
  }
}
