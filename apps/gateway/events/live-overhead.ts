import type { Baseline } from '#diagnosis';
import type { RunEvent } from '#events';
import { evolveCoordination, liveFigures, NOTHING_YET, type LiveFigures } from '#metrics';

/** The baseline of a run, by its first event. */
export type BaselineOf = (started: RunEvent) => Promise<Baseline>;

/** What is told of a run while its turns land. */
export interface LiveOverhead extends LiveFigures {
  readonly baseline: { readonly kind: Baseline['kind']; readonly runs: number };
}

/** Follows a run's events in their order. The baseline is looked for once, when the first turn lands. */
export class LiveFold {
  #counts = NOTHING_YET;
  #started: RunEvent | undefined;
  #baseline: Promise<Baseline> | undefined;

  constructor(private readonly baselineOf: BaselineOf) {}

  note(event: RunEvent): void {
    if (event.sequence === 1) this.#started = event;
    this.#counts = evolveCoordination(this.#counts, event);
  }

  /** The figures after these events; undefined where they change none. */
  async read(events: readonly RunEvent[]): Promise<LiveOverhead | undefined> {
    const before = this.#counts;
    for (const event of events) this.note(event);
    if (this.#counts === before || this.#started === undefined) return undefined;
    this.#baseline ??= this.baselineOf(this.#started);
    const { kind, runs } = await this.#baseline;
    return { ...liveFigures(this.#counts, runs), baseline: { kind, runs: runs.length } };
  }
}
