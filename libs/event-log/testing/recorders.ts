import type { Partition, RunId } from '#events';
import type { LogError } from '../errors.js';
import {
  isUnreadable,
  type Decided,
  type Held,
  type Job,
  type OutgoingRecord,
  type Processor,
  type ReceivedRecord,
  type Worker,
} from '../port.js';
import { asEvent, event, reasonOf } from './messages.js';
import { gate, type Gate } from './until.js';

/** Answers every command with one event, numbered by what its own cache says; writes down what happens to it. */
export class EchoProcessor implements Processor {
  readonly topic = 'run-commands';
  readonly calls: string[] = [];
  readonly handled: ReceivedRecord[] = [];
  /** What was handed to the log, committed or not. */
  readonly decided: OutgoingRecord[][] = [];
  readonly #sequences = new Map<RunId, number>();

  constructor(readonly group = 'orchestrator') {}

  /** The reason of the event that answers a command with this reason. */
  echoOf = (reason: string): string => `echo of ${reason}`;

  assigned(partition: Partition): Promise<void> {
    this.calls.push(`assigned ${partition}`);
    return Promise.resolve();
  }

  async prepare(_partition: Partition, runIds: readonly RunId[], history: Parameters<Processor['prepare']>[2]) {
    for (const runId of runIds) {
      if (!this.#sequences.has(runId)) this.#sequences.set(runId, (await history.eventsOf(runId)).length);
    }
  }

  handle(_partition: Partition, batch: readonly ReceivedRecord[]) {
    // Of this batch only: other partitions are committed meanwhile.
    const overlay = new Map<RunId, number>();
    const records: OutgoingRecord[] = [];
    for (const record of batch) {
      this.handled.push(record);
      if (isUnreadable(record) || record.topic !== 'run-commands') continue;
      const { runId } = record.message;
      const sequence = (overlay.get(runId) ?? this.#sequences.get(runId) ?? 0) + 1;
      overlay.set(runId, sequence);
      records.push(asEvent(event(runId, sequence, this.echoOf(reasonOf(record)))));
    }
    this.decided.push(records);
    return {
      records,
      committed: () => {
        this.calls.push('committed');
        for (const [runId, sequence] of overlay) this.#sequences.set(runId, sequence);
      },
    };
  }

  revoked(partition: Partition): void {
    this.calls.push(`revoked ${partition}`);
    this.#sequences.clear();
  }
}

/** Has a dead letter for each record whose echo can never be written. */
export class BuryingProcessor extends EchoProcessor {
  readonly buried: ReceivedRecord[] = [];

  refused(partition: Partition, record: ReceivedRecord, error: LogError): Decided {
    this.buried.push(record);
    const { topic, offset } = record;
    const place = { runId: '', headers: {}, value: '', origin: { topic, partition, offset } };
    const records: OutgoingRecord[] = [
      { topic: 'run-dead-letters', deadLetter: { ...place, reason: 'unreadable', detail: error.code } },
    ];
    return { records, committed: () => this.calls.push('buried') };
  }
}

/** One job that was asked for. */
export interface AskedJob {
  readonly reason: string;
  readonly takeover: boolean;
  readonly signal: Promise<AbortSignal>;
  /** Of its last run. */
  held: Held | undefined;
  /** May be replaced before the job is run again. */
  outcome: Gate<readonly OutgoingRecord[]>;
  started: number;
}

export interface WorkerOptions {
  readonly group?: string;
  readonly concurrency?: number;
  /** Default: a lane of its own for every record. */
  readonly laneOf?: (record: ReceivedRecord) => string;
  /** Whether a record gives a job; default every one. */
  readonly wants?: (record: ReceivedRecord) => boolean;
  readonly outputsMayRepeat?: boolean;
}

/** Has a job for each command, which ends when the test says so; writes down what happens to it. */
export class GatedWorker implements Worker {
  readonly group: string;
  readonly concurrency: number;
  readonly topic = 'run-commands';
  readonly writes = ['run-events'] as const;
  /** In order: `assigned p`, `observe x`, `ask x`, `start x`, `revoked p`. */
  readonly calls: string[] = [];
  readonly jobs: AskedJob[] = [];

  constructor(private readonly options: WorkerOptions = {}) {
    this.group = options.group ?? 'agents';
    this.concurrency = options.concurrency ?? 8;
  }

  get observed(): readonly string[] {
    return this.calls.filter((call) => call.startsWith('observe ')).map((call) => call.slice('observe '.length));
  }

  get started(): readonly string[] {
    return this.calls.filter((call) => call.startsWith('start ')).map((call) => call.slice('start '.length));
  }

  assigned(partition: Partition): Promise<void> {
    this.calls.push(`assigned ${partition}`);
    return Promise.resolve();
  }

  outputsMayRepeat(): boolean {
    return this.options.outputsMayRepeat === true;
  }

  revoked(partition: Partition): void {
    this.calls.push(`revoked ${partition}`);
  }

  observe(record: ReceivedRecord): void {
    this.calls.push(`observe ${reasonOf(record)}`);
  }

  jobOf(record: ReceivedRecord, takeover: boolean): Job | undefined {
    if (this.options.wants?.(record) === false) return undefined;
    const reason = reasonOf(record);
    this.calls.push(`ask ${reason}`);
    const signal = gate<AbortSignal>();
    const asked: AskedJob = { reason, takeover, signal: signal.promise, held: undefined, outcome: gate(), started: 0 };
    this.jobs.push(asked);
    return {
      lane: this.options.laneOf?.(record) ?? reason,
      run: (abort, held) => {
        asked.held = held;
        this.calls.push(`start ${reason}`);
        asked.started += 1;
        signal.open(abort);
        return asked.outcome.promise;
      },
    };
  }

  job(reason: string): AskedJob {
    const job = this.jobs.find((asked) => asked.reason === reason);
    if (job === undefined) throw new Error(`no job was asked for ${reason}; there were ${this.calls.join(', ')}`);
    return job;
  }
}
