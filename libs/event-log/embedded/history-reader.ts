import type { RunEvent, RunId } from '#events';
import { LogError } from '../errors.js';
import type { BatchReader } from './batch-reader.js';
import type { RunCache } from './run-cache.js';
import type { RunIndex } from './run-index.js';
import { logErrorOf } from './sqlite-errors.js';
import type { RunStream } from './stored-batch.js';

/** Requests that share one pass at most. */
const MAX_IN_PASS = 4_096;

interface Request extends RunStream {
  damaged: boolean;
  readonly resolve: (events: readonly RunEvent[]) => void;
  readonly reject: (error: LogError) => void;
}

/**
 * Reads the streams of runs from their batches. What is asked for in the same turn of the event loop shares one pass
 * over the batches, in order, each being unpacked once: so thousands of interleaved runs are restored in seconds.
 */
export class HistoryReader {
  #requests: Request[] = [];

  constructor(
    private readonly index: RunIndex,
    private readonly batches: BatchReader,
    private readonly cache: RunCache,
  ) {}

  /** The run's events from `from` on; rejects with `unreadable` when one of them cannot be read. */
  eventsOf(runId: RunId, from: number): Promise<readonly RunEvent[]> {
    if (this.index.numberOf(runId) === undefined) return Promise.resolve([]);
    return new Promise((resolve, reject) => {
      this.#requests.push({ runId, from, events: [], characters: 0, damaged: false, resolve, reject });
      if (this.#requests.length === 1) this.#schedule();
    });
  }

  #schedule(): void {
    setImmediate(() => {
      const requests = this.#requests.splice(0, MAX_IN_PASS);
      if (this.#requests.length > 0) this.#schedule();
      try {
        this.#pass(requests);
      } catch (error) {
        for (const request of requests) request.reject(logErrorOf(error, 'log.db'));
      }
    });
  }

  #pass(requests: readonly Request[]): void {
    const byBatch = new Map<number, Request[]>();
    for (const request of requests) {
      for (const batch of this.#batchesOf(request)) {
        const sharing = byBatch.get(batch);
        if (sharing === undefined) byBatch.set(batch, [request]);
        else sharing.push(request);
      }
    }
    for (const id of [...byBatch.keys()].sort((a, b) => a - b)) this.#readBatch(id, byBatch.get(id) ?? []);
    for (const request of requests) this.#settle(request);
  }

  #batchesOf({ runId, from }: Request): readonly number[] {
    const run = this.index.numberOf(runId);
    return run === undefined ? [] : this.index.batchesOf(run, from);
  }

  #readBatch(id: number, requests: readonly Request[]): void {
    const batch = this.batches.batch(id);
    for (const request of requests) {
      if (batch?.addEventsTo(request) !== true) request.damaged = true;
    }
  }

  #settle({ runId, events, characters, damaged, resolve, reject }: Request): void {
    if (damaged) {
      reject(new LogError('unreadable', unreadable(runId)));
      return;
    }
    this.cache.keep(runId, events, characters);
    resolve(events);
  }
}

const unreadable = (runId: RunId): string =>
  `run ${runId} cannot be restored: some of its events cannot be read; restore log.db from a copy: other runs are not affected`;
