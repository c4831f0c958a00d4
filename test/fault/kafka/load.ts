import { setTimeout as delay } from 'node:timers/promises';
import type { RunId } from '#events';
import type { EventLog, ReceivedRecord } from '#event-log';
import { firstRecords, recordsOf } from '#event-log/testing';
import { asCommand, reasonOf, runIdOf } from '../../../libs/event-log/testing/messages.js';
import { echoOf } from './echo.js';

const RUNS = Array.from({ length: 8 }, (_, n) => runIdOf(n + 1));
/** Between two commands of a run. */
const PACE_MS = 10;

/** Commands of several runs, as their clients send them: each again until it is said to be durable. */
export class Load {
  /** Commands that are durable. */
  acknowledged = 0;
  readonly #stop = new AbortController();
  readonly #lanes: readonly Promise<void>[];

  constructor(private readonly log: EventLog) {
    this.#lanes = RUNS.map((runId) => this.#lane(runId));
  }

  /** Sends no more, and resolves when everything that was begun is durable. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#lanes);
  }

  async #lane(runId: RunId): Promise<void> {
    for (let n = 1; !this.#stop.signal.aborted; n++) {
      while (!(await this.#sent(runId, String(n)))) await delay(PACE_MS);
      this.acknowledged += 1;
      await delay(PACE_MS);
    }
  }

  #sent(runId: RunId, reason: string): Promise<boolean> {
    return this.log.publish([asCommand(runId, reason)]).then(
      () => true,
      () => false,
    );
  }
}

/** Of each run, what its commands and its events say. */
export interface Answered {
  readonly asked: readonly string[];
  readonly answered: readonly string[];
  readonly sequences: readonly number[];
}

/** Once there is an event for every command. A command that was not acknowledged may be there twice, and has two. */
export async function answersIn(log: EventLog): Promise<readonly Answered[]> {
  const commands = await recordsOf(log, 'run-commands');
  await firstRecords(log, 'run-events', commands.length);
  const events = await recordsOf(log, 'run-events');
  return RUNS.map((runId) => {
    const of = (records: readonly ReceivedRecord[]) => records.filter((record) => isOf(record, runId));
    return {
      asked: of(commands).map((record) => echoOf(reasonOf(record))),
      answered: of(events).map(reasonOf),
      sequences: of(events).flatMap((record) =>
        'message' in record && 'sequence' in record.message ? [record.message.sequence] : [],
      ),
    };
  });
}

const isOf = (record: ReceivedRecord, runId: RunId): boolean => 'message' in record && record.message.runId === runId;
