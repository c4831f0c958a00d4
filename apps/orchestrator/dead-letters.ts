import { encode } from '#events';
import { isUnreadable, type CommandRecord, type DeadLetter, type EventLog, type ReceivedRecord } from '#event-log';
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
  if (!isCommand(record)) return undefined;
  const { partition, message } = record;
  const right = log.partitionOf(message.runId);
  if (right === partition) return undefined;
  const detail = `the run belongs into partition ${right}, not ${partition}: the sender has to partition keys by murmur2`;
  return letterOf(record, 'misplaced', detail);
}

function undecided(record: ReceivedRecord, state: RunState | undefined): DeadLetter | undefined {
  if (isUnreadable(record)) {
    const { detail, headers, value } = record.unreadable;
    return keepable({ runId: record.key, reason: 'unreadable', detail, origin: originOf(record), headers, value });
  }
  if (!isCommand(record)) return undefined;
  if (state === undefined) {
    const detail = 'an event of this run cannot be read; the run is left alone until it is repaired';
    return letterOf(record, 'run_parked', detail);
  }
  const reason = deadLetterOf(state, record.message);
  if (reason === undefined) return undefined;
  return letterOf(record, reason, `${record.message.type} for a run that was never started`);
}

/** A command whose events can never be written. */
export function undecidable(record: ReceivedRecord, error: Error): DeadLetter | undefined {
  if (!isCommand(record)) return undefined;
  return letterOf(record, 'unreadable', `what ${record.message.type} leads to cannot be recorded: ${error.message}`);
}

const isCommand = (record: ReceivedRecord): record is CommandRecord =>
  !isUnreadable(record) && record.topic === 'run-commands';

function letterOf(record: CommandRecord, reason: DeadLetter['reason'], detail: string): DeadLetter {
  const { message } = record;
  const { headers, value } = encode(message);
  return { runId: message.runId, reason, detail, origin: originOf(record), headers, value };
}

const originOf = ({ topic, partition, offset }: ReceivedRecord): DeadLetter['origin'] => ({ topic, partition, offset });
