import { LRUCache } from 'lru-cache';
import type { RunEvent, RunId } from '#events';
import type { Commit } from '../core/storage.js';
import { eventIn } from '../port.js';

interface CachedRun {
  /** All of the run's events, from the first on. */
  readonly events: RunEvent[];
  readonly size: number;
}

/** The whole streams of the runs that moved or were asked for last, so that nothing that passed through here is read again. */
export class RunCache {
  readonly #runs: LRUCache<RunId, CachedRun>;

  constructor(maxCharacters: number) {
    this.#runs = new LRUCache({ maxSize: maxCharacters, sizeCalculation: (run) => run.size });
  }

  eventsOf(runId: RunId, from: number): readonly RunEvent[] | undefined {
    const events = this.#runs.get(runId)?.events;
    return events?.slice(from - (events[0]?.sequence ?? 1));
  }

  /** Takes in what was read, if it is a whole stream. */
  keep(runId: RunId, events: readonly RunEvent[], size: number): void {
    if (events[0]?.sequence === 1) this.#runs.set(runId, { events: [...events], size });
  }

  /** Follows what became durable. */
  committed({ records, values }: Commit): void {
    records.forEach((record, i) => {
      const event = eventIn(record);
      if (event !== undefined) this.#add(event, values[i]?.length ?? 0);
    });
  }

  forget(runId: RunId): void {
    this.#runs.delete(runId);
  }

  #add(event: RunEvent, size: number): void {
    const run = this.#runs.get(event.runId);
    const events = run?.events ?? [];
    if ((events.at(-1)?.sequence ?? 0) + 1 !== event.sequence) {
      this.#runs.delete(event.runId);
      return;
    }
    events.push(event);
    this.#runs.set(event.runId, { events, size: (run?.size ?? 0) + size });
  }
}
