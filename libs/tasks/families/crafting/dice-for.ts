import { diceOf, type Dice } from '../dice.js';
import type { Level } from '../level.js';

/** Dice for one purpose of one task. */
export const diceFor = (
  { seed, index, level }: { readonly seed: number; readonly index: number; readonly level: Level },
  purpose: string,
): Dice => diceOf('crafting', seed, index, level, purpose);
