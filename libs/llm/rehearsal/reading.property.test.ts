import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assertedIn, shownIn } from './reading.js';
import { statement } from './voice.js';

const ids = fc.stringMatching(/^[A-Z]\d{1,3}$/);
const texts = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .filter((text) => !/[\n\r*]/.test(text) && text.trim() === text && !/\[[A-Za-z]\w*\]/.test(text));
const numbers = fc.constantFrom('0', '-3', '1,234.5', '12', '0.04');
const facts = fc.array(fc.tuple(ids, fc.oneof(texts, numbers)), { minLength: 1, maxLength: 5 });

describe('a fact', () => {
  it('reads as it was stated, whatever its text, also within the JSON of a call', () => {
    fc.assert(
      fc.property(facts, (stated) => {
        const text = `I note ${stated.map(([id, value]) => statement(id, value)).join(', ')}.`;
        expect(assertedIn(text)).toEqual(stated);
        const { findings } = JSON.parse(JSON.stringify({ findings: text })) as { findings: string };
        expect(assertedIn(findings)).toEqual(stated);
      }),
    );
  });

  it('reads as it is shown in bold before its tag', () => {
    fc.assert(
      fc.property(facts, (shown) => {
        const line = shown.map(([id, value]) => `see **${value}** [${id}]`).join(', ');
        expect(shownIn(line).map(({ id, value }) => [id, value])).toEqual(shown);
      }),
    );
  });

  it('is never read past a cut', () => {
    fc.assert(
      fc.property(facts, fc.nat(), (stated, at) => {
        const whole = stated.map(([id, value]) => statement(id, value)).join(', ');
        const cut = `${whole.slice(0, at % whole.length)}…`;
        for (const assertion of assertedIn(cut)) expect(stated).toContainEqual(assertion);
      }),
    );
  });
});
