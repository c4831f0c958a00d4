import { describe, expect, it } from '@jest/globals';
import { encoded } from '../core/pending-record.js';
import { asCommand, asEvent, event, runIdOf } from '../testing/messages.js';
import type { OutgoingRecord, Topic } from '../port.js';
import { kafkaPartition } from './murmur2.js';
import { receivedOf, wiresOf } from './wire-records.js';

const RUN = runIdOf(1);
const ADDRESSING = { nameOf: (topic: Topic) => `p.${topic}`, partitions: 4 };
const letter: OutgoingRecord = {
  topic: 'run-dead-letters',
  deadLetter: {
    runId: RUN,
    reason: 'run_parked',
    detail: 'a hole',
    origin: { topic: 'run-events', partition: 2, offset: 7 },
    headers: { ce_type: 'other' },
    value: '{}',
  },
};

const wireOf = (record: OutgoingRecord) => wiresOf(encoded([record]), ADDRESSING)[0]!;
const readBack = (topic: Topic, wire: ReturnType<typeof wireOf>) =>
  receivedOf(topic, wire.partition, { ...wire, offset: 3, time: 9, bytes: Buffer.from(wire.value) });

describe('records', () => {
  it.each([asCommand(RUN, 'a'), asEvent(event(RUN, 1)), letter])('come back from the wire as they were', (record) => {
    const wire = wireOf(record);
    expect(wire).toMatchObject({ topic: `p.${record.topic}`, key: RUN, partition: kafkaPartition(RUN, 4) });
    expect(readBack(record.topic, wire)).toEqual({ ...record, partition: wire.partition, offset: 3, time: 9 });
  });

  it('have the trace context of their origin where clients look for that of the hop', () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const record = asEvent({ ...event(RUN, 1), traceparent });
    expect(wireOf(record).headers).toMatchObject({ traceparent, ce_traceparent: traceparent });
    expect(readBack('run-events', wireOf(record))).toMatchObject(record);
  });

  it('are CloudEvents in binary mode', () => {
    expect(wireOf(asEvent(event(RUN, 1))).headers).toMatchObject({
      'content-type': 'application/json',
      ce_specversion: '1.0',
      ce_id: `${RUN}:1`,
      ce_subject: RUN,
      ce_sequence: '0000000001',
    });
  });

  it.each([
    ['whose key is another', { ...wireOf(asCommand(RUN, 'a')), key: 'other' }, 'key: is other'],
    ['of another topic', wireOf(asEvent(event(RUN, 1))), 'does not belong into run-commands'],
    ['that are no JSON', { ...wireOf(asCommand(RUN, 'a')), value: '{' }, 'not JSON'],
  ])('%s are handed on as unreadable, with what is wrong', (_, wire, detail) => {
    const { key, headers, value } = wire;
    const unreadable = { headers, value, detail: expect.stringContaining(detail) };
    expect(readBack('run-commands', wire)).toMatchObject({ topic: 'run-commands', key, offset: 3, unreadable });
  });

  it('of dead letters say what they can where a foreign writer has left something out', () => {
    const wire = { topic: 'p.run-dead-letters', partition: 0, key: RUN, headers: { dlq_reason: 'odd' }, value: '' };
    const origin = { topic: 'run-commands', partition: 0, offset: 0 };
    expect(readBack('run-dead-letters', wire)).toMatchObject({
      deadLetter: { reason: 'unreadable', detail: '', origin },
    });
  });
});
