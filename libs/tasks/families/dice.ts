import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { NonEmpty } from './non-empty.js';

/** Seeded choices: the same parts give the same sequence on every machine. */
export interface Dice {
  /** An integer between the two, both included. */
  between(low: number, high: number): number;
  pick<T>(options: NonEmpty<T>): T;
  shuffled<T>(items: readonly T[]): T[];
}

export function diceOf(...parts: readonly (string | number)[]): Dice {
  const generator = xoroshiro128plusFromState([1, 2, 3, 4].map((lane) => hashOf([lane, ...parts].join('/'))));
  const between = (low: number, high: number): number => uniformInt(generator, low, high);
  return {
    between,
    pick: (options) => options[between(0, options.length - 1)] ?? options[0],
    shuffled: (items) => {
      const rest = [...items];
      return items.flatMap(() => rest.splice(between(0, rest.length - 1), 1));
    },
  };
}

/** FNV-1a over UTF-16 units, 32 bits, then MurmurHash3's finalizer: alone FNV leaves the last parts in few bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
