import type { Partition, RunEvent, RunId } from '#events';
import { endStateOf, firstStateOf, type RunState } from '../core/run-state.js';
import type { Commit, LogStorage } from '../core/storage.js';
import { eventIn, type Offset, type ReceivedRecord, type Topic } from '../port.js';

interface MemoryRun {
  readonly partition: Partition;
  readonly events: RunEvent[];
  state: RunState;
}

/** What a memory log writes to; it outlives the log, as a disk outlives the process. */
export class MemoryDisk implements LogStorage {
  readonly #records = new Map<string, ReceivedRecord[]>();
  readonly #checkpoints = new Map<string, Offset>();
  readonly #runs = new Map<RunId, MemoryRun>();
  #newestTime = 0;

  constructor(readonly partitions: number) {}

  get newestTime(): number {
    return this.#newestTime;
  }

  headOf(topic: Topic, partition: Partition): Offset {
    return this.#of(topic, partition).length;
  }

  checkpointOf(group: string, topic: Topic, partition: Partition): Offset | undefined {
    return this.#checkpoints.get(`${group}/${topic}/${partition}`);
  }

  commit({ time, records, checkpoints }: Commit): void {
    this.#newestTime = time;
    for (const record of records) {
      this.#of(record.topic, record.partition).push(record);
      const event = eventIn(record);
      if (event !== undefined) this.#index(event, record.partition);
    }
    for (const [{ group, topic, partition }, position] of checkpoints) {
      this.#checkpoints.set(`${group}/${topic}/${partition}`, position);
    }
  }

  read(topic: Topic, partition: Partition, from: Offset, limit: number): readonly ReceivedRecord[] {
    return this.#of(topic, partition).slice(from, from + limit);
  }

  eventsOf(runId: RunId, from: number): Promise<readonly RunEvent[]> {
    const events = this.#runs.get(runId)?.events ?? [];
    return Promise.resolve(events.filter((event) => event.sequence >= from));
  }

  openRuns(partition: Partition): readonly RunId[] {
    const open = [...this.#runs].filter(([, run]) => run.partition === partition && run.state === 'open');
    return open.map(([runId]) => runId);
  }

  knows(runId: RunId): boolean {
    return this.#runs.has(runId);
  }

  close(): void {
    // What was written stays for the next log.
  }

  #of(topic: Topic, partition: Partition): ReceivedRecord[] {
    const key = `${topic}/${partition}`;
    const records = this.#records.get(key) ?? [];
    this.#records.set(key, records);
    return records;
  }

  #index(event: RunEvent, partition: Partition): void {
    let run = this.#runs.get(event.runId);
    if (run === undefined) this.#runs.set(event.runId, (run = { partition, events: [], state: firstStateOf(event) }));
    run.events.push(event);
    run.state = endStateOf(event) ?? run.state;
  }
}
