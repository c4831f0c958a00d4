import {
  asCommandId,
  asRunId,
  type CommandOf,
  type EventOf,
  type RunDiagnosis,
  type RunEvent,
  type RunId,
} from '#events';
import { NO_VERDICT } from '#events/testing';
import type { OutgoingRecord, ReceivedRecord } from '../port.js';

const digits = (n: number, length: number): string => n.toString(16).padStart(length, '0');

/** The n-th run id. */
export const runIdOf = (n: number): RunId => asRunId(`01890000-0000-7000-8000-${digits(n, 12)}`);

let commands = 0;

/** A command that is valid and told from others by its reason. */
export function command(runId: RunId, reason: string): CommandOf<'CancelRun'> {
  return {
    type: 'CancelRun',
    runId,
    tenant: 'default',
    source: '/parley/test',
    time: 1_700_000_000_000,
    id: asCommandId(`01890000-0000-7000-9000-${digits(++commands, 12)}`),
    data: { reason },
  };
}

const envelope = (runId: RunId, sequence: number) => ({
  runId,
  tenant: 'default',
  source: '/parley/test',
  time: 1_700_000_000_000,
  sequence,
  causationId: asCommandId('01890000-0000-7000-9000-000000000000'),
});

/** An event that neither starts nor ends its run, told from others by its reason. */
export const event = (runId: RunId, sequence: number, reason = `event ${sequence}`): EventOf<'RunPaused'> => ({
  type: 'RunPaused',
  ...envelope(runId, sequence),
  data: { reason },
});

export const ended = (runId: RunId, sequence: number): EventOf<'RunCancelled'> => ({
  type: 'RunCancelled',
  ...envelope(runId, sequence),
  data: {},
});

export const rejected = (runId: RunId): EventOf<'CommandRejected'> => ({
  type: 'CommandRejected',
  ...envelope(runId, 1),
  data: {
    command: 'StartRun',
    commandId: asCommandId('01890000-0000-7000-9000-000000000000'),
    code: 'price_unknown',
    message: 'no price',
  },
});

export const asCommand = (runId: RunId, reason: string): OutgoingRecord => ({
  topic: 'run-commands',
  message: command(runId, reason),
});
export const diagnosis = (runId: RunId, version = '1'): RunDiagnosis => ({
  type: 'RunDiagnosed',
  runId,
  tenant: 'default',
  source: '/parley/test',
  time: 1_700_000_000_000,
  id: `${runId}:${version}:1`,
  causationId: `${runId}:1`,
  data: { version, upTo: 1, ...NO_VERDICT },
});

export const asDiagnosis = (message: RunDiagnosis): OutgoingRecord => ({ topic: 'diagnoses', message });
export const asEvent = (message: RunEvent): OutgoingRecord => ({ topic: 'run-events', message });

/** Text that hardly compresses. */
export function noise(length: number): string {
  let state = 1;
  const next = () => (state = (state * 48_271) % 2_147_483_647).toString(36);
  let text = '';
  while (text.length < length) text += next();
  return text.slice(0, length);
}

/** What tells a test's records apart: the reason, or why it has none. */
export function reasonOf(record: ReceivedRecord): string {
  if ('unreadable' in record) return `unreadable: ${record.unreadable.detail}`;
  if (record.topic === 'run-dead-letters') return `dead letter: ${record.deadLetter.detail}`;
  const { data } = record.message;
  return 'reason' in data && data.reason !== undefined ? data.reason : record.message.type;
}
