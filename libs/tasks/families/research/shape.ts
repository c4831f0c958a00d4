import type { Dice } from '../dice.js';
import type { AliasNeeds } from './aliases.js';
import type { Sizes } from './cast.js';
import type { DisputeNeeds } from './disputes.js';
import type { Level } from '../level.js';

export const SIZES: Readonly<Record<Level, Sizes>> = {
  1: { person: 4, firm: 3, work: 3, town: 4 },
  2: { person: 5, firm: 4, work: 4, town: 4 },
  3: { person: 6, firm: 5, work: 5, town: 5 },
};

/** What a task of a level is made of. */
export interface Shape {
  readonly question: { readonly kind: 'chain'; readonly steps: number } | { readonly kind: 'comparison' };
  readonly aliases: AliasNeeds;
  readonly disputes: DisputeNeeds;
}

/** Two steps without traps; three with one; four, or two dates to compare, with both. */
export function drawShape(level: Level, dice: Dice): Shape {
  switch (level) {
    case 1:
      return {
        question: { kind: 'chain', steps: 2 },
        aliases: { needed: 0, others: 0 },
        disputes: { needed: 0, others: 0 },
      };
    case 2: {
      const named = dice.between(0, 1);
      return {
        question: { kind: 'chain', steps: 3 },
        aliases: { needed: named, others: 1 - named },
        disputes: { needed: 1 - named, others: named },
      };
    }
    case 3:
      return {
        question: dice.pick([{ kind: 'chain', steps: 4 }, { kind: 'comparison' }]),
        aliases: { needed: 1, others: 1 },
        disputes: { needed: 2, others: 1 },
      };
  }
}
