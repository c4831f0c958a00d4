import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Embed } from './embed.js';
import { withBatches } from './with-batches.js';
import { withTokenLimit } from './with-token-limit.js';

const never = new AbortController().signal;
const texts = fc.array(fc.string({ minLength: 1, maxLength: 30 }), { maxLength: 40 });

/** One token a character; remembers what it was asked. */
function recording() {
  const asked: (readonly string[])[] = [];
  const embed: Embed = (batch) => {
    asked.push(batch);
    return Promise.resolve({
      vectors: batch.map((text) => [text.length]),
      tokens: batch.reduce((sum, { length }) => sum + length, 0),
    });
  };
  return { asked, embed };
}

describe('withBatches', () => {
  it('asks for every text once, in order and within the limits, and adds up', async () => {
    const limits = fc.record({ texts: fc.integer({ min: 1, max: 10 }), characters: fc.integer({ min: 1, max: 60 }) });
    await fc.assert(
      fc.asyncProperty(texts, limits, async (wanted, most) => {
        const { asked, embed } = recording();
        const { vectors, tokens } = await withBatches(embed, most)(wanted, never);
        expect(asked.flat()).toEqual(wanted);
        expect(vectors).toEqual(wanted.map(({ length }) => [length]));
        expect(tokens).toBe(wanted.join('').length);
        for (const batch of asked) {
          expect(batch.length).toBeLessThanOrEqual(most.texts);
          if (batch.length > 1) expect(batch.join('').length).toBeLessThanOrEqual(most.characters);
        }
      }),
    );
  });

  it('does not know what was read where one answer does not say', async () => {
    const embed: Embed = (batch) => Promise.resolve({ vectors: batch.map(() => [1]) });
    expect(await withBatches(embed, { texts: 1, characters: 9 })(['a', 'b'], never)).not.toHaveProperty('tokens');
  });
});

describe('withTokenLimit', () => {
  it('never asks for more than is left, by its own estimate and the count of the model', async () => {
    await fc.assert(
      fc.asyncProperty(texts, fc.nat({ max: 200 }), async (wanted, limit) => {
        const { asked, embed } = recording();
        const limited = withTokenLimit(embed, limit);
        const refused: string[] = [];
        for (const text of wanted) {
          await limited([text], never).catch((error: unknown) => {
            expect(error).toMatchObject({ code: 'budget_exhausted', details: { retryable: false } });
            refused.push(text);
          });
        }
        const last = Buffer.byteLength(asked.at(-1)?.[0] ?? '') / 3;
        if (asked.length > 0) expect(asked.slice(0, -1).flat().join('').length + last).toBeLessThanOrEqual(limit);
        expect([...asked.flat(), ...refused].sort()).toEqual([...wanted].sort());
      }),
    );
  });
});
