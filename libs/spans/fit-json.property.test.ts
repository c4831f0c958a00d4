import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fitJson, fitText } from './fit-json.js';

const messages = fc.array(
  fc.record({ role: fc.constantFrom('user', 'assistant'), content: fc.string({ unit: 'binary', maxLength: 400 }) }),
  { maxLength: 8 },
);

describe('fitJson', () => {
  it('gives valid JSON within the limit, whole where that is possible', () => {
    fc.assert(
      fc.property(messages, fc.integer({ min: 0, max: 1_000 }), (items, limit) => {
        const { text, shortened } = fitJson(items, limit);
        expect(shortened).toBe(JSON.stringify(items).length > limit);
        if (text === undefined) return;
        expect(text.length).toBeLessThanOrEqual(limit);
        const kept = JSON.parse(text) as unknown[];
        if (!shortened) expect(kept).toEqual(JSON.parse(JSON.stringify(items)));
        expect(kept.length).toBeLessThanOrEqual(items.length);
      }),
    );
  });

  it('keeps the latest items, and the beginnings of their texts', () => {
    const items = [{ content: 'a'.repeat(300) }, { content: 'b'.repeat(300) }];
    expect(fitJson(items, 400)).toEqual({ text: `[{"content":"${'b'.repeat(300)}"}]`, shortened: true });
    expect(fitJson(items, 200).text).toMatch(/^\[\{"content":"b{50,}…"\}\]$/);
  });

  it('gives nothing where not even the shortest form fits', () => {
    expect(fitJson([{ content: 'a'.repeat(300) }], 40)).toEqual({ shortened: true });
  });
});

describe('fitText', () => {
  it('never cuts a character in two', () => {
    expect(fitText('😀😀😀', 4)).toEqual({ text: '😀\ufffd…', shortened: true });
  });
});
