import type { RunId } from '#events';
import { logClosed, LogError } from '../errors.js';
import type { ReceivedRecord } from '../port.js';

interface Wait {
  readonly sequence: number;
  /** Ends the wait, with an error if it was in vain. */
  readonly end: (error?: LogError) => void;
}

/** Those who wait for a run to reach a sequence. */
export class HistoryWaits {
  readonly #waits = new Map<RunId, Set<Wait>>();
  #closed = false;

  get closed(): boolean {
    return this.#closed;
  }

  /** Resolves when a commit reaches the sequence; rejects with `history_behind` after `timeoutMs`. */
  reach(runId: RunId, sequence: number, timeoutMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (error?: LogError): void => {
        clearTimeout(timer);
        this.#remove(runId, wait);
        if (error === undefined) resolve();
        else reject(error);
      };
      const wait: Wait = { sequence, end };
      const timer = setTimeout(() => {
        const problem = `run ${runId} has not reached sequence ${sequence} within ${timeoutMs} ms: ask again later`;
        end(new LogError('history_behind', problem));
      }, timeoutMs);
      const waits = this.#waits.get(runId) ?? new Set();
      this.#waits.set(runId, waits.add(wait));
    });
  }

  committed(records: readonly ReceivedRecord[]): void {
    if (this.#waits.size === 0) return;
    for (const record of records) {
      if (record.topic !== 'run-events' || !('message' in record)) continue;
      for (const wait of this.#waits.get(record.message.runId) ?? []) {
        if (record.message.sequence >= wait.sequence) wait.end();
      }
    }
  }

  /** Nothing will be committed any more. */
  close(): void {
    this.#closed = true;
    for (const waits of [...this.#waits.values()]) for (const wait of [...waits]) wait.end(logClosed());
  }

  #remove(runId: RunId, wait: Wait): void {
    const waits = this.#waits.get(runId);
    waits?.delete(wait);
    if (waits?.size === 0) this.#waits.delete(runId);
  }
}
