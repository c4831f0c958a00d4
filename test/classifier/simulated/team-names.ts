import type { Dice } from './dice.js';
import { nameOf } from './world.js';

/** Names that tell nothing of what their bearers do. */
export function teamNames(dice: Dice, size: number): readonly string[] {
  const style = dice.one([
    (name: string) => name,
    (name: string) => `${name}_Agent`,
    (name: string) => `${name.toLowerCase()}-${dice.between(1, 9)}`,
  ]);
  const names = new Set<string>();
  while (names.size < size) names.add(nameOf(dice));
  return [...names].map(style);
}
