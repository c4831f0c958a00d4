import { encode } from '#events';
import { isUnreadable, type DeadLetter, type EventLog, type ReceivedRecord } from '#event-log';
import { deadLetterOf, type RunState } from '#run';
import { keepable } from './keepable-letter.js';

/** Why a record of `run-commands` cannot be decided on, whole, or undefined when it can. `state` is undefined for a parked run. */
export const deadLetterFor = (
  record: ReceivedRecord,
  state: RunState | undefined,
  log: Pick<EventLog, 'partitionOf'>,
): DeadLetter | undefined => misplaced(record, log) ?? undecided(record, state);

/** A command where its run does not belong: the owner of another partition is the one writer of the run's events. */
function misplaced(record: ReceivedRecord, log: Pick<EventLog, 'partitionOf'>): DeadLetter | undefined {
  if (isUnreadable(record) || record.topic !== 'run-commands') return undefined;
  const { topic, partition, offset, message } = record;
  const right = log.partitionOf(message.runId);
  if (right === partition) return undefined;
  const detail = `the run belongs into partition ${right}, not ${partition}: the sender has to partition keys by murmur2`;
  return { runId: message.runId, reason: 'misplaced', detail, origin: { topic, partition, offset }, ...wire(message) };
}

function undecided(record: ReceivedRecord, state: RunState | undefined): DeadLetter | undefined {
  const { topic, partition, offset } = record;
  const origin = { topic, partition, offset };
  if (isUnreadable(record)) {
    const { detail, headers, value } = record.unreadable;
    return keepable({ runId: record.key, reason: 'unreadable', detail, origin, headers, value });
  }
  if (record.topic !== 'run-commands') return undefined;
  const { message } = record;
  if (state === undefined) {
    const detail = 'an event of this run cannot be read; the run is left alone until it is repaired';
    return { runId: message.runId, reason: 'run_parked', detail, origin, ...wire(message) };
  }
  const reason = deadLetterOf(state, message);
  if (reason === undefined) return undefined;
  const detail = `${message.type} for a run that was never started`;
  return { runId: message.runId, reason, detail, origin, ...wire(message) };
}

/** A command whose events can never be written. */
export function undecidable(record: ReceivedRecord, error: Error): DeadLetter | undefined {
  if (isUnreadable(record) || record.topic !== 'run-commands') return undefined;
  const { topic, partition, offset, message } = record;
  const detail = `what ${message.type} leads to cannot be recorded: ${error.message}`;
  const origin = { topic, partition, offset };
  return { runId: message.runId, reason: 'unreadable', detail, origin, ...wire(message) };
}

function wire(message: Parameters<typeof encode>[0]) {
  const { headers, value } = encode(message);
  return { headers, value };
}
