import { describe, expect, it } from '@jest/globals';
import { decode, decodeData, DecodeError, encode, wireTypeOf, type WireMessage } from './codec.js';
import { asCommandId, asRunId } from './identifiers.js';
import type { CommandOf, EventOf } from './envelope.js';
import type { RunDiagnosed } from './run-diagnosis.js';
import { NO_VERDICT } from './testing/index.js';

const bareEvent: EventOf<'RunPaused'> = {
  type: 'RunPaused',
  runId: asRunId('01920000-0000-7000-8000-000000000001'),
  tenant: 'default',
  source: '/parley/orchestrator',
  time: 1_700_000_001_000,
  sequence: 12,
  causationId: asCommandId('01920000-0000-7000-8000-000000000002'),
  data: { reason: 'lunch' },
};
const bareCommand: CommandOf<'PauseRun'> = {
  type: 'PauseRun',
  runId: bareEvent.runId,
  tenant: 'default',
  source: '/parley/gateway',
  time: 1_700_000_000_000,
  id: bareEvent.causationId,
  data: {},
};
const diagnosed: RunDiagnosed = { version: '2', upTo: 12, ...NO_VERDICT };
const whole = { actor: 'user:ada', traceparent: `00-${'ef'.repeat(16)}-${'01'.repeat(8)}-01` };
const event = encode({ ...bareEvent, ...whole, correlationId: 'c-1' });
const command = encode({ ...bareCommand, ...whole, causationId: `${bareEvent.runId}:11` });
const diagnosis = encode({
  type: 'RunDiagnosed',
  runId: bareEvent.runId,
  tenant: 'default',
  source: '/parley/classifier',
  time: 1_700_000_002_000,
  id: `${bareEvent.runId}:2:12`,
  causationId: `${bareEvent.runId}:12`,
  data: diagnosed,
});
const without = ({ headers, ...rest }: WireMessage, ...names: string[]): WireMessage => ({
  ...rest,
  headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name))),
});
const withHeader = (wire: WireMessage, name: string, value: string): WireMessage => ({
  ...wire,
  headers: { ...wire.headers, [name]: value },
});

describe('decoding', () => {
  it.each([
    ['a missing header', without(event, 'ce_subject'), 'ce_subject'],
    ['a run id that is none', withHeader(event, 'ce_subject', 'x'), 'ce_subject'],
    ['an unknown type', withHeader(event, 'ce_type', 'parley.run-exploded.v1'), 'unknown type parley.run-exploded.v1'],
    ['another version of a type', withHeader(event, 'ce_type', 'parley.run-paused.v2'), 'unknown type'],
    ['an event without a sequence', without(event, 'ce_sequence'), 'ce_sequence'],
    ['an event without its cause', without(event, 'ce_causationid'), 'ce_causationid'],
    ['a sequence of 0', withHeader(event, 'ce_sequence', '0000000000'), 'ce_sequence'],
    ['a sequence that is no whole number', withHeader(event, 'ce_sequence', '1e3'), 'ce_sequence'],
    ['the id of another event', withHeader(event, 'ce_id', `${bareEvent.runId}:13`), 'ce_id: must be'],
    ['a diagnosis without the event that it answers', without(diagnosis, 'ce_causationid'), 'ce_causationid'],
    ['a time that is none', withHeader(event, 'ce_time', 'yesterday'), 'ce_time'],
    ['a command id that is none', withHeader(command, 'ce_id', 'x'), 'ce_id'],
    ['data that is not JSON', { ...event, value: '{' }, 'not JSON'],
    ['data of another shape', { ...event, value: '{"reason":7}' }, 'reason'],
    [
      'data of another shape with a field that nobody knows',
      { ...event, value: '{"reason":7,"mood":"good"}' },
      'reason',
    ],
  ])('refuses %s and names it', (_, wire, named) => {
    expect(() => decode(wire)).toThrow(DecodeError);
    expect(() => decode(wire)).toThrow(named);
  });

  it('marks its error as unreadable, for whoever sorts records out', () => {
    expect(new DecodeError('x').code).toBe('unreadable');
  });

  it('puts data into schema key order', () => {
    const turned = '{"claim":"c","callId":"a.1.1","turnId":"a.1"}';
    expect(JSON.stringify(decodeData('DoubtToolCall', turned))).toBe('{"turnId":"a.1","callId":"a.1.1","claim":"c"}');
  });

  it('leaves out what was not there', () => {
    expect(decode(without(event, 'ce_actor', 'ce_traceparent', 'ce_correlationid'))).toEqual(bareEvent);
    expect(decode(without(command, 'ce_actor', 'ce_traceparent', 'ce_causationid'))).toEqual(bareCommand);
  });

  it('gives back what was there', () => {
    expect(decode(event)).toEqual({ ...bareEvent, ...whole, correlationId: 'c-1' });
    expect(decode(command)).toEqual({ ...bareCommand, ...whole, causationId: `${bareEvent.runId}:11` });
  });
});

describe('encoding', () => {
  it('names types by rule and pads sequences', () => {
    expect(wireTypeOf('TurnRecorded')).toBe('parley.turn-recorded.v1');
    expect(event.headers).toMatchObject({ ce_type: 'parley.run-paused.v1', ce_sequence: '0000000012' });
    expect(event.key).toBe(bareEvent.runId);
  });

  it('correlates a run that belongs to no comparison with itself', () => {
    const wire = encode(bareEvent);
    expect(wire.headers['ce_correlationid']).toBe(bareEvent.runId);
    expect(decode(wire)).toEqual(bareEvent);
  });
});
