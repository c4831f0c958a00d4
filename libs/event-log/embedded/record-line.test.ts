import { describe, expect, it } from '@jest/globals';
import { asCommandId, type RunCommand, type RunEvent } from '#events';
import { valueOf } from '../core/pending-record.js';
import type { OutgoingRecord, ReceivedRecord } from '../port.js';
import { command, diagnosis, event, runIdOf } from '../testing/messages.js';
import { headerOf, keyOfHeader, parseHeader, recordOf } from './record-line.js';

const RUN = runIdOf(1);
const place = { partition: 3, offset: 41, time: 1_700_000_000_123 };
const optional = { actor: 'user:"anne"', traceparent: '00-0123-4567-01' };
const deadLetter = {
  runId: RUN,
  reason: 'unreadable',
  detail: 'why\nso',
  origin: { topic: 'run-commands', partition: 1, offset: 2 },
  headers: { ce_type: 'x' },
  value: '{"a":"\n"}',
} as const;

const through = (record: ReceivedRecord, value: string): ReceivedRecord =>
  recordOf({ topic: record.topic, time: record.time }, parseHeader(headerOf(record)), value);

describe('a record as two lines', () => {
  const records: readonly [string, OutgoingRecord][] = [
    ['a command', { topic: 'run-commands', message: command(RUN, 'a "quoted"\nreason') }],
    [
      'a command with everything',
      { topic: 'run-commands', message: { ...command(RUN, 'all'), ...optional, causationId: `${RUN}:7` } },
    ],
    ['an event', { topic: 'run-events', message: event(RUN, 5) }],
    [
      'an event with everything',
      { topic: 'run-events', message: { ...event(RUN, 5), ...optional, correlationId: 'c' } },
    ],
    ['a diagnosis', { topic: 'diagnoses', message: diagnosis(RUN) }],
    ['a dead letter', { topic: 'run-dead-letters', deadLetter }],
  ];

  it.each(records)('comes back as it was: %s', (_, outgoing) => {
    const record = { ...outgoing, ...place };
    expect(through(record, valueOf(outgoing))).toEqual(record);
    expect(`${headerOf(record)}${valueOf(outgoing)}`).not.toContain('\n');
  });

  it('keeps what a foreign writer left', () => {
    const foreign = {
      topic: 'run-events',
      key: 'not "a" run',
      unreadable: { detail: 'd', headers: { h: '1' }, value: '\n' },
    } as const;
    const record = { ...foreign, ...place };
    expect(through(record, valueOf(foreign))).toEqual(record);
    expect(keyOfHeader(headerOf(record))).toBe('not "a" run');
  });

  it('finds the key without parsing', () => {
    expect(keyOfHeader(headerOf({ topic: 'run-events', message: event(RUN, 5), ...place }))).toBe(RUN);
  });
});

describe('a message that cannot be read', () => {
  const unreadableOf = (record: ReceivedRecord, value: string) => {
    const read = through(record, value);
    return 'unreadable' in read ? read : undefined;
  };

  it('of an unknown type tells which', () => {
    const message = { ...command(RUN, 'x'), type: 'DoSomething' } as unknown as RunCommand;
    const read = unreadableOf({ topic: 'run-commands', message, ...place }, '{}');
    expect(read).toMatchObject({ key: RUN, ...place, unreadable: { value: '{}', headers: { ce_subject: RUN } } });
    expect(read?.unreadable.detail).toContain('unknown type DoSomething in run-commands');
  });

  it('of the other topic is none of this one', () => {
    const message = { ...event(RUN, 1), type: 'CancelRun' } as unknown as RunEvent;
    expect(unreadableOf({ topic: 'run-events', message, ...place }, '{}')?.unreadable.detail).toContain('CancelRun');
  });

  it('whose data the schema refuses tells why, and keeps the headers', () => {
    const message = { ...command(RUN, 'x'), id: asCommandId('01890000-0000-7000-9000-00000000abcd') };
    const read = unreadableOf({ topic: 'run-commands', message, ...place }, '{"reason":7}');
    expect(read?.unreadable).toMatchObject({ value: '{"reason":7}', headers: { ce_id: message.id } });
    expect(read?.unreadable.detail).toContain('reason');
  });
});
