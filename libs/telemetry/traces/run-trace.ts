import type { RunEvent, RunId } from '#events';
import { spanFold, type SpanData, type SpanFold } from '#spans';
import type { TraceHistory } from './recent-history.js';
import { spokenIn, type Spoken, type SpokenOptions } from './spoken.js';

/** The history of a run lacks events: its spans cannot be known. */
class HistoryGap extends Error {
  readonly code = 'history_gap';
}

export interface RunTraceOptions extends Omit<SpokenOptions, 'history'> {
  readonly history: TraceHistory;
}

/** One run's trace: a fold where the run is wanted, nothing but its place else. */
export class RunTrace {
  #sequence = 0;
  #fold: SpanFold | undefined;
  #spoken: Spoken | undefined;

  constructor(
    private readonly runId: RunId,
    private readonly options: RunTraceOptions,
  ) {}

  get sequence(): number {
    return this.#sequence;
  }

  /** Reads everything before the event, for nobody. */
  async replay({ sequence }: RunEvent): Promise<void> {
    if (sequence === 1) return;
    const events = (await this.#eventsTo(sequence)).filter((event) => event.sequence < sequence);
    if (events[0]?.sequence !== 1 || events.length !== sequence - 1) {
      throw new HistoryGap(`the history of run ${this.runId} lacks events before ${sequence}`);
    }
    this.#sequence = sequence - 1;
    if (!events.some(makesWanted)) return;
    this.#fold = this.#newFold(events[0]);
    for (const event of events) this.#fold.read(event);
  }

  async read(event: RunEvent): Promise<readonly SpanData[]> {
    if (event.sequence <= this.#sequence) return [];
    this.#sequence = event.sequence;
    if (this.#fold === undefined && event.type === 'RunFailed')
      return this.readAll(await this.#eventsTo(event.sequence));
    if (this.#fold === undefined && makesWanted(event)) this.#fold = this.#newFold(event);
    if (this.#fold === undefined) return [];
    if (this.#spoken !== undefined) await this.#spoken.prepare(event, () => this.#eventsTo(event.sequence));
    return this.#fold.read(event);
  }

  /** All spans of these events, the run's first ones. */
  async readAll(events: readonly RunEvent[]): Promise<readonly SpanData[]> {
    const spans: SpanData[] = [];
    const fold = this.#newFold(events[0]);
    for (const event of events) {
      await this.#spoken?.prepare(event, () => Promise.resolve(events));
      spans.push(...fold.read(event));
    }
    this.#fold = fold;
    return spans;
  }

  #newFold(started: RunEvent | undefined): SpanFold {
    this.#spoken = canBeErased(started) ? undefined : spokenIn(this.runId, this.options);
    return spanFold(this.#spoken === undefined ? {} : { content: this.#spoken.settings });
  }

  async #eventsTo(sequence: number): Promise<readonly RunEvent[]> {
    const events = await this.options.history.eventsOf(this.runId, { atLeast: sequence });
    return events.filter((event) => event.sequence <= sequence);
  }
}

/** Whoever is sent a run's spans would keep its texts when they are erased here. */
const canBeErased = (started: RunEvent | undefined): boolean => started?.type === 'RunStarted' && started.data.erasable;

/** A run that nobody has asked for is wanted once it has failed. */
const makesWanted = (event: RunEvent): boolean =>
  event.type === 'RunFailed' || (event.type === 'RunStarted' && event.data.sampled);
