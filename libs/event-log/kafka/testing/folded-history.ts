import type { Partition, RunEvent, RunHistory, RunId } from '#events';
import { HistoryWaits } from '../../core/history-waits.js';
import { endStateOf, firstStateOf, type RunState } from '../../core/run-state.js';
import { logClosed } from '../../errors.js';
import type { EventLog, Offset } from '../../port.js';
import { isUnreadable } from '../../port.js';

interface FoldedRun {
  readonly partition: Partition;
  readonly events: RunEvent[];
  state: RunState;
}

/** The history of a log whose store is the memory of a test: folds `run-events`, and has caught up whenever it is asked. */
export class FoldedHistory implements RunHistory {
  readonly #runs = new Map<RunId, FoldedRun>();
  readonly #reached = new Map<Partition, Offset>();
  readonly #waits = new HistoryWaits();
  readonly #ended = new AbortController();
  #log: EventLog | undefined;
  #catchingUp: Promise<void> = Promise.resolve();
  #following: Promise<void> = Promise.resolve();

  constructor(private readonly timeoutMs: number) {}

  /** Before the first question. */
  follow(log: EventLog): void {
    this.#log = log;
    this.#following = this.#follow(log);
  }

  async eventsOf(
    runId: RunId,
    options: { readonly from?: number; readonly atLeast?: number } = {},
  ): Promise<readonly RunEvent[]> {
    const { from = 1, atLeast = 0 } = options;
    await this.#catchUp();
    const events = this.#runs.get(runId)?.events ?? [];
    if (events.length >= atLeast) return events.filter((event) => event.sequence >= from);
    await this.#waits.reach(runId, atLeast, this.timeoutMs);
    return this.eventsOf(runId, options);
  }

  async openRuns(partition: Partition): Promise<readonly RunId[]> {
    await this.#catchUp();
    return [...this.#runs].filter(([, run]) => run.partition === partition && run.state === 'open').map(([id]) => id);
  }

  async end(): Promise<void> {
    this.#stop();
    await this.#following;
  }

  #stop(): void {
    this.#ended.abort();
    this.#waits.close();
  }

  /** One reading after the other, each to the end as it is now. */
  #catchUp(): Promise<void> {
    this.#catchingUp = this.#catchingUp.then(
      () => this.#read(),
      () => this.#read(),
    );
    return this.#catchingUp;
  }

  async #read(): Promise<void> {
    if (this.#log === undefined || this.#ended.signal.aborted) throw logClosed();
    for await (const record of this.#log.read('run-events', this.#reached)) {
      this.#reached.set(record.partition, record.offset + 1);
      if (isUnreadable(record) || record.topic !== 'run-events') continue;
      this.#fold(record.message, record.partition);
      this.#waits.committed([record]);
    }
    // A reading that the end of the log has cut short is no answer.
    await this.#log.endOf('run-events', 0);
  }

  /** For those who wait: the log tells when there is more. */
  async #follow(log: EventLog): Promise<void> {
    const options = { follow: true, signal: this.#ended.signal };
    try {
      for await (const _ of log.read('run-events', new Map(), options)) await this.#catchUp();
    } catch {
      // Who waits is told by the next reading.
    }
    this.#stop();
  }

  #fold(event: RunEvent, partition: Partition): void {
    const run = this.#runs.get(event.runId);
    if (run === undefined) {
      this.#runs.set(event.runId, { partition, events: [event], state: firstStateOf(event) });
      return;
    }
    run.events.push(event);
    run.state = endStateOf(event) ?? run.state;
  }
}
