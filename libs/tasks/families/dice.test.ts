import { describe, expect, it } from '@jest/globals';
import { diceOf } from './dice.js';

describe('dice', () => {
  it('roll the same for the same parts', () => {
    const rolls = () => Array.from({ length: 20 }, (_, i) => diceOf('a', 1, i).between(0, 99));
    expect(rolls()).toEqual(rolls());
  });

  it.each([2, 3, 4, 5, 7])('have first rolls that are even over %i sides, whichever part differs', (sides) => {
    for (const parts of [(i: number) => [i, 'a'], (i: number) => ['a', 1, i], (i: number) => ['a', i, 2, 3]]) {
      const counts = new Map<number, number>();
      for (let i = 0; i < 1_000 * sides; i++) {
        const roll = diceOf(...parts(i)).between(1, sides);
        counts.set(roll, (counts.get(roll) ?? 0) + 1);
      }
      expect([...counts.keys()].sort()).toEqual(Array.from({ length: sides }, (_, i) => i + 1));
      // Six standard deviations of a fair roll.
      for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(190);
    }
  });
});
