import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { trajectoryOf } from '#trajectory';
import { answerOf, eventScript } from '#trajectory/testing';
import { embeddedRedundancyOf, piecesToEmbed, type TextVectors } from './embedded-redundancy.js';

type Said = readonly (readonly string[])[];

/** One turn for each of the texts, an agent after the other. */
function saying(said: Said) {
  const script = eventScript({ agents: said.map((_, nth) => `agent-${nth + 1}`) });
  said.forEach((texts, nth) => {
    for (const text of texts) script.turn(`agent-${nth + 1}`, { answer: answerOf(text) });
  });
  return trajectoryOf(script.events)!;
}

const R = (said: Said, vectors: TextVectors) => embeddedRedundancyOf(saying(said), vectors, 'test').value;

const WORDS = ['wave', 'stone', 'cloud', 'ember', 'reed', 'fog'];
const coordinate = fc.double({ min: -10, max: 10, noNaN: true });
const vector = fc.array(coordinate, { minLength: 3, maxLength: 3 }).filter((values) => Math.hypot(...values) > 0.001);
const vectors: fc.Arbitrary<TextVectors> = fc
  .tuple(...WORDS.map((word) => fc.tuple(fc.constant(word), vector)))
  .map((entries) => new Map(entries));
const texts = fc.uniqueArray(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 });
const team = fc.array(texts, { minLength: 2, maxLength: 4 });
const axis = (nth: number) => Object.assign([0, 0, 0, 0, 0, 0], { [nth]: nth + 1 });
/** Every word a direction of its own. */
const ACROSS: TextVectors = new Map(WORDS.map((word, nth) => [word, axis(nth)]));

describe('embeddedRedundancyOf', () => {
  // Words of a piece may point against each other to the last bit, and then have no direction.
  it('lies within 0 and 1', () => {
    fc.assert(
      fc.property(team, vectors, (said, known) => {
        const value = R(said, known) ?? 0;
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is 1 where agents say the same, however long their vectors are', () => {
    fc.assert(
      fc.property(texts, (said) => {
        expect(R([said, said, said], ACROSS)).toBeCloseTo(1, 10);
      }),
    );
  });

  it('is 0 where what they say is across', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(WORDS, { minLength: 2 }), (words) => {
        expect(R([words.slice(0, 1), words.slice(1)], ACROSS)).toBe(0);
      }),
    );
  });

  it('does not depend on who is named first', () => {
    fc.assert(
      fc.property(team, vectors, (said, known) => {
        const [one, other] = [R(said, known) ?? -1, R(said.toReversed(), known) ?? -1];
        expect(one).toBeCloseTo(other, 10);
      }),
    );
  });

  it('needs the vectors of these pieces and of no others', () => {
    fc.assert(
      fc.property(team, vectors, (said, known) => {
        const trajectory = saying(said);
        const needed = new Map(piecesToEmbed(trajectory).map((piece) => [piece, known.get(piece) ?? []]));
        expect(embeddedRedundancyOf(trajectory, needed, 'test')).toEqual(
          embeddedRedundancyOf(trajectory, known, 'test'),
        );
      }),
    );
  });
});

describe('piecesToEmbed', () => {
  it('cuts long texts, loses nothing of them and splits no character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 900 }), (unit, times) => {
        const text = Array.from({ length: times }, (_, nth) => `${nth}${unit}`).join('');
        const pieces = piecesToEmbed(saying([[text], ['other']])).slice(0, -1);
        expect(pieces.join('')).toBe(text);
        expect(pieces.every((piece) => Array.from(piece).length <= 2_000 && piece.isWellFormed())).toBe(true);
      }),
    );
  });
});
