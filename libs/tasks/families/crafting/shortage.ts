import type { Dice } from '../dice.js';
import { isOutOfReach } from './scarcity.js';
import type { Workshop } from './workshop.js';

/**
 * The workshop with less of one thing, so that what is wanted certainly cannot be made: with as much as still leaves no
 * doubt, or with as little. Undefined where no such thing is in stock.
 */
export function madeScarce(workshop: Workshop, dice: Dice): Workshop | undefined {
  const nearly = dice.between(0, 1) === 1;
  for (const { item, count } of dice.shuffled(workshop.stock)) {
    const proved = countdown(count - 1).filter((left) => isOutOfReach(withOnly(workshop, item, left)));
    // The worth of what is not there at all proves nothing.
    const left = nearly ? proved.at(0) : proved.at(-1);
    if (left !== undefined) return withOnly(workshop, item, left);
  }
  return undefined;
}

const countdown = (from: number): readonly number[] => Array.from({ length: from + 1 }, (_, index) => from - index);

const withOnly = (workshop: Workshop, item: string, count: number): Workshop => ({
  ...workshop,
  stock: workshop.stock.flatMap((portion) => {
    if (portion.item !== item) return [portion];
    return count === 0 ? [] : [{ count, item }];
  }),
});
