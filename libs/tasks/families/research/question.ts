import type { Dice } from '../dice.js';
import type { NonEmpty } from '../non-empty.js';
import { nameInOthers, type Aliases } from './aliases.js';
import type { Inquiry } from './inquiry.js';
import { filled } from './relations.js';
import type { Step } from './route.js';
import type { Kind, Thing } from './thing.js';

/** How a thing of a kind is asked for by what it is called in a question. */
export const QUESTIONS: Readonly<Record<Kind, NonEmpty<string>>> = {
  person: ['Who was {}?', 'Name {}.'],
  firm: ['What is the name of {}?', 'Name {}.'],
  work: ['What is the name of {}?', 'Name {}.'],
  town: ['What is the name of {}?', 'Name {}.'],
  river: ['What is the name of {}?', 'Name {}.'],
  date: ['What was {}?', 'Give {}.'],
};

/** The inquiry in words: phrases within phrases, from the end of a route to its start. */
export function questionText(inquiry: Inquiry, aliases: Aliases, dice: Dice): string {
  const phraseOf = (start: Thing, steps: readonly Step[]): string =>
    steps.reduce((inner, { phrase }) => filled(phrase, inner), nameInOthers(start, aliases));
  if (inquiry.kind === 'chain') {
    const { start, steps, last } = inquiry.route;
    return filled(dice.pick(QUESTIONS[last.to.kind]), phraseOf(start, steps));
  }
  const [one, other] = inquiry.routes.map(({ start, steps }) => phraseOf(start, steps.slice(0, -1)));
  return `${inquiry.wording} ${one ?? ''} or ${other ?? ''}?`;
}
