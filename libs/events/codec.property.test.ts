import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decode, encode, encodeData, MAX_RECORD_BYTES } from './codec.js';
import type { EventOf } from './envelope.js';
import { asCommandId, asRunId, asAgentId, turnIdOf } from './identifiers.js';

/** The last millisecond of the year 9999: ISO 8601 has four digits for a year. */
const LAST_TIME = 253_402_300_799_999;

const message = (text: string, time: number, sequence: number): EventOf<'TurnRecorded'> => ({
  type: 'TurnRecorded',
  runId: asRunId('01920000-0000-7000-8000-000000000001'),
  tenant: 'default',
  source: '/parley/orchestrator',
  time,
  sequence,
  causationId: asCommandId('01920000-0000-7000-8000-000000000002'),
  data: {
    turnId: turnIdOf(asAgentId('solo'), 1),
    attempt: 1,
    answer: { text, calls: [] },
    controls: [],
    endsActivation: true,
  },
});

describe('the codec', () => {
  it('gives back what it was given, whatever the text', () => {
    const times = fc.integer({ min: 0, max: LAST_TIME });
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), times, fc.integer({ min: 1 }), (text, time, sequence) => {
        const event = message(text, time, sequence);
        expect(decode(encode(event))).toEqual(event);
      }),
    );
  });

  it('takes values up to the limit in UTF-8 bytes and refuses larger ones', () => {
    const room = MAX_RECORD_BYTES - Buffer.byteLength(encodeData(message('', 0, 1)));
    fc.assert(
      fc.property(fc.constantFrom('a', 'é', '€', '🙂'), fc.integer({ min: 0, max: 3 }), (unit, over) => {
        const count = Math.floor(room / Buffer.byteLength(unit));
        const fits = unit.repeat(count) + 'a'.repeat(room - count * Buffer.byteLength(unit));
        expect(Buffer.byteLength(encodeData(message(fits, 0, 1)))).toBe(MAX_RECORD_BYTES);
        if (over > 0) expect(() => encodeData(message(fits + 'a'.repeat(over), 0, 1))).toThrow(RangeError);
      }),
      { numRuns: 20 },
    );
  });
});
