import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { callsOf, packParts, partsOf, textOf, type AnswerPart } from './vendor-parts.js';

const part = fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true });
const answerPart: fc.Arbitrary<AnswerPart> = fc.oneof(
  fc.record({ part }),
  fc.record({ part, text: fc.string({ unit: 'grapheme' }) }),
  fc.record({ part, call: fc.record({ id: fc.string(), name: fc.string(), arguments: fc.string() }) }),
);

describe('packParts', () => {
  it('is undone by partsOf, whatever stands between texts and calls', () => {
    fc.assert(
      fc.property(fc.array(answerPart), (parts) => {
        const calls = callsOf(parts).map(({ id, ...call }) => ({ callId: id, ...call }));
        const vendor = { provider: 'v', parts: packParts('m', parts) };
        const back = partsOf({ role: 'assistant', text: textOf(parts), calls, vendor }, 'v');
        expect(JSON.parse(JSON.stringify(back))).toEqual(JSON.parse(JSON.stringify({ model: 'm', parts })));
      }),
      { examples: [[[{ part: JSON.parse('{"__proto__": []}') as Record<string, unknown> }]]] },
    );
  });

  it('holds no text a second time', () => {
    const parts = [
      { part: { id: 1 }, text: 'said' },
      { part: {}, call: { id: 'a', name: 'b', arguments: 'written' } },
    ];
    expect(packParts('m', parts)).toBe('{"model":"m","parts":[{"part":{"id":1},"text":4},{"part":{},"call":true}]}');
  });
});

describe('partsOf', () => {
  it("gives text and calls alone where the parts are another vendor's", () => {
    const message = {
      role: 'assistant',
      text: 'said',
      calls: [{ callId: 'a', name: 'b', arguments: '{}' }],
      vendor: { provider: 'other', parts: 'not ours to read' },
    } as const;
    expect(partsOf(message, 'v')).toEqual({
      parts: [
        { part: {}, text: 'said' },
        { part: {}, call: { id: 'a', name: 'b', arguments: '{}' } },
      ],
    });
  });
});
