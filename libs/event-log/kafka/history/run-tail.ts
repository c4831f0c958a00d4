import type { RunEvent, RunId } from '#events';
import { endStateOf, firstStateOf } from '../../core/run-state.js';
import type { Offset } from '../../port.js';

/** Characters of events kept at most; of older ones only how far their runs had come. */
const MOST_CHARACTERS = 32_000_000;

export interface TailEvent {
  readonly event: RunEvent;
  /** About how many characters it holds. */
  readonly characters: number;
}
interface PlacedEvent extends TailEvent {
  /** The event lies below this offset. */
  readonly below: Offset;
}

/** The newest events of one partition: those that a store may not have yet, in the order in which they were written. */
export class RunTail {
  readonly #events: PlacedEvent[] = [];
  readonly #runs = new Map<RunId, RunEvent[]>();
  /** How far a run had come when its events were let go of. */
  readonly #letGo = new Map<RunId, { readonly sequence: number; readonly below: Offset }>();
  #characters = 0;

  constructor(private readonly most = MOST_CHARACTERS) {}

  /** Whether events were let go of that the store may not have yet. */
  get hasLetGo(): boolean {
    return this.#letGo.size > 0;
  }

  append({ event, characters }: TailEvent, below: Offset): void {
    this.#events.push({ event, characters, below });
    this.#characters += characters;
    const run = this.#runs.get(event.runId);
    if (run === undefined) this.#runs.set(event.runId, [event]);
    else run.push(event);
    while (this.#characters > this.most) this.#letGoOfOldest();
  }

  /** The store has all events below this offset. */
  forgetBelow(position: Offset): void {
    while ((this.#events[0]?.below ?? Infinity) <= position) this.#shift();
    for (const [runId, { below }] of this.#letGo) if (below <= position) this.#letGo.delete(runId);
  }

  /** As they are now. */
  eventsOf(runId: RunId): readonly RunEvent[] {
    return [...(this.#runs.get(runId) ?? [])];
  }

  /** The sequence that the store has to have before the events here can follow; 0 = any. */
  neededOf(runId: RunId): number {
    return this.#letGo.get(runId)?.sequence ?? 0;
  }

  /** Runs that have started here and not ended, in the order of their starts, and runs that have ended here. */
  changes(): { readonly opened: readonly RunId[]; readonly ended: ReadonlySet<RunId> } {
    const opened: RunId[] = [];
    const ended = new Set<RunId>();
    for (const [runId, events] of this.#runs) {
      if (events.some((event) => endStateOf(event) !== undefined)) ended.add(runId);
      else if (events[0] !== undefined && firstStateOf(events[0]) === 'open') opened.push(runId);
    }
    return { opened, ended };
  }

  #letGoOfOldest(): void {
    const oldest = this.#shift();
    if (oldest === undefined) return;
    const { event, below } = oldest;
    this.#letGo.set(event.runId, { sequence: event.sequence, below });
  }

  #shift(): PlacedEvent | undefined {
    const oldest = this.#events.shift();
    if (oldest === undefined) return undefined;
    const { runId } = oldest.event;
    const run = this.#runs.get(runId);
    run?.shift();
    if (run?.length === 0) this.#runs.delete(runId);
    this.#characters -= oldest.characters;
    return oldest;
  }
}
