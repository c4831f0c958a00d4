import type { Partition, RunEvent, RunHistory, RunId } from '#events';
import type { EncodedRecords, PendingRecord } from '../../core/pending-record.js';
import { LogError } from '../../errors.js';
import type { Offset } from '../../port.js';
import type { RunTail, TailEvent } from './run-tail.js';

/** A history that is projected from `run-events`, and may be behind it. */
export interface StoredHistory extends RunHistory {
  /** All events of the partition below this offset are in it; undefined = none yet. */
  positionOf(partition: Partition): Promise<Offset | undefined>;
}

/** After so many events the store is asked how far it has come. */
const ASK_EVERY = 1_000;

/**
 * The history of a partition as its owner has to know it: what the store has, and behind that what had been written when
 * it took over and what it has written itself. It waits for the store only where more is missing than memory may hold.
 */
export class OwnedHistory implements RunHistory {
  #untold = 0;
  /** Their transaction was committed, but where was not heard: below the end of the next one. */
  #unplaced: TailEvent[] = [];

  constructor(
    private readonly partition: Partition,
    private readonly stored: StoredHistory,
    private readonly tail: RunTail,
    /** Runs with a record behind the store's position that is no event of ours. */
    private readonly unreadable: ReadonlySet<string> = new Set(),
  ) {}

  async eventsOf(
    runId: RunId,
    { from = 1, atLeast = 0 }: { readonly from?: number; readonly atLeast?: number } = {},
  ): Promise<readonly RunEvent[]> {
    if (this.unreadable.has(runId)) throw unreadable(runId);
    // Looked at before the store is asked: what the store takes over meanwhile may go from here.
    const tail = this.#tailOf(runId);
    const needed = (tail.at(-1)?.sequence ?? 0) < atLeast ? atLeast : this.tail.neededOf(runId);
    const stored = await this.stored.eventsOf(runId, { from, atLeast: needed });
    const last = Math.max(stored.at(-1)?.sequence ?? 0, from - 1);
    return [...stored, ...tail.filter(({ sequence }) => sequence > last)];
  }

  async openRuns(partition: Partition): Promise<readonly RunId[]> {
    if (partition !== this.partition) return this.stored.openRuns(partition);
    if (this.tail.hasLetGo) await this.#forgetStored();
    if (this.tail.hasLetGo) throw behind(partition);
    const { opened, ended } = this.tail.changes();
    const stored = await this.stored.openRuns(partition);
    return [...new Set([...stored, ...opened])].filter((runId) => !ended.has(runId));
  }

  /** What the owner has written; `below` is the offset behind it, where it is known. */
  wrote(written: readonly EncodedRecords[], below: Offset | undefined): void {
    this.#unplaced.push(...written.flatMap(tailEventsOf));
    if (below === undefined) return;
    this.#untold += this.#unplaced.length;
    for (const event of this.#unplaced) this.tail.append(event, below);
    this.#unplaced = [];
    if (this.#untold >= ASK_EVERY) this.#askStore();
  }

  #tailOf(runId: RunId): readonly RunEvent[] {
    const unplaced = this.#unplaced.filter(({ event }) => event.runId === runId).map(({ event }) => event);
    return [...this.tail.eventsOf(runId), ...unplaced];
  }

  #askStore(): void {
    this.#untold = 0;
    // A store that does not answer is asked again after as many events.
    this.#forgetStored().catch(() => undefined);
  }

  async #forgetStored(): Promise<void> {
    this.tail.forgetBelow((await this.stored.positionOf(this.partition)) ?? 0);
  }
}

const tailEventsOf = ({ records, values }: EncodedRecords): readonly TailEvent[] =>
  records.flatMap((record, i) => {
    const event = eventOf(record);
    return event === undefined ? [] : [{ event, characters: values[i]?.length ?? 0 }];
  });

const eventOf = (record: PendingRecord): RunEvent | undefined =>
  record.topic === 'run-events' && 'message' in record ? record.message : undefined;

const behind = (partition: Partition): LogError =>
  new LogError(
    'history_behind',
    `the projection of run-events lags by more than memory may hold in partition ${partition}: see why it is slow or stands`,
  );

const unreadable = (runId: RunId): LogError =>
  new LogError('unreadable', `run ${runId} has a record in run-events that is no event of ours`);
