import type { Dice } from '../dice.js';
import { answerFrom, type Held, type Way } from '../slips.js';
import type { World } from '../world.js';
import { listOf } from './data.js';

const limitOf = ({ from, to }: World, { limited }: Held): string =>
  limited ? ` that were opened between ${from} and ${to}` : '';

/** What a leader sets out to do. */
export function planOf(world: World, held: Held, dice: Dice): string {
  const { things, place, source, measure } = world;
  const where = held.lost ? dice.one(['a travel site', 'an old forum thread', 'a page about another place']) : source;
  const limit = limitOf(world, held);
  return dice.one([
    `Plan:\n1. Look up the ${things} of ${place} at ${where}.\n2. Take those${limit}.\n3. Work out the ${measure} that is asked for and answer.`,
    `We should first collect the ${things} of ${place}${limit} from ${where}, then evaluate the ${measure}, then check the result.`,
    `To answer this we need the list of ${things} of ${place}${limit}. I suggest ${where} as the source.`,
    `I assume that ${where} is the best place to look for the ${things} of ${place}${limit}; estimates are not good enough.`,
  ]);
}

/** What somebody is sent to do. */
export function orderOf(world: World, held: Held, dice: Dice): string {
  const { things, place, source, measure } = world;
  const limit = limitOf(world, held);
  return dice.one([
    `Please find the ${things} of ${place}${limit} with their ${measure} at ${source}.`,
    `Look up ${source} and report the ${measure} of the ${things} of ${place}${limit}.`,
    `Collect the ${things} of ${place}${limit}; I need the ${measure} of each.`,
  ]);
}

/** What somebody is asked to write code for. */
export function codeOrderOf(world: World, held: Held, dice: Dice): string {
  const limit = limitOf(world, held);
  return dice.one([
    `Please write a script that evaluates the rows found so far${limit}.`,
    `Take the rows above${limit} and compute what the task asks for.`,
    `We need code for the ${world.measure} of the rows${limit}.`,
  ]);
}

/** Facts that somebody brings without a source. */
export function recallOf(world: World, held: Held, way: Way | undefined, dice: Dice): string {
  const { things, place, source } = world;
  const lead =
    way === 'assumes'
      ? dice.one([
          `Based on general knowledge, the ${things} of ${place} are probably these:`,
          `The ${things} of ${place} are:`,
          `I recall the following ${things} of ${place}:`,
          `Here are the ${things} of ${place}:`,
        ])
      : dice.one([
          `According to ${source}, the ${things} of ${place} are:`,
          `The ${things} of ${place} are:`,
          `I recall the list of ${source}, which is likely still the same for ${place}:`,
        ]);
  return `${lead}\n${listOf(held.rows, world, dice)}`;
}

/** A result that is worked out in words. */
export function computedOf(world: World, held: Held, dice: Dice): string {
  const { things, place, measure } = world;
  const limit = limitOf(world, held);
  const answer = answerFrom(world, held);
  return dice.one([
    `Taking the ${things} of ${place}${limit} and their ${measure}, I get ${answer}.`,
    `From the list, the ${things}${limit} give ${answer}.`,
    `Evaluating the ${measure}${limit} gives ${answer} as the result.`,
  ]);
}

/** What somebody says who looks over another's work. */
export function checkOf(world: World, held: Held, dice: Dice): string {
  const answer = answerFrom(world, held);
  return dice.one([
    `I have checked the steps. The result is ${answer}.`,
    `The output is in line with the plan: ${answer}.`,
    `This looks right to me; the result is ${answer} for ${world.place}.`,
    `I verified the calculation and confirm ${answer}.`,
  ]);
}

/** An objection that comes to nothing. */
export const objectionOf = (dice: Dice): string =>
  dice.one([
    'However, we should double-check whether all rows were taken into account.',
    'I am not sure that this is correct; is the list complete?',
    'Actually, does this not leave something out? Please re-check.',
  ]);

export const assentOf = (dice: Dice): string =>
  dice.one(['I re-checked, and the list is complete.', 'Yes, all rows are in.', 'It is as I said before.']);

/** What a run ends with. */
export function answerText(world: World, held: Held, dice: Dice): string {
  if (held.lost)
    return dice.one([
      'We could not find the information. FINAL ANSWER: unknown',
      'The information is not available. TERMINATE',
      `FINAL ANSWER: ${world.rows[0]?.year ?? 0}`,
    ]);
  const answer = answerFrom(world, held);
  return dice.one([
    `FINAL ANSWER: ${answer}`,
    `The answer is: ${answer}. TERMINATE`,
    `The final result is ${answer}.\n\nTERMINATE`,
    `**Answer: ${answer}**`,
  ]);
}

/** What is said of a place that does not have what is looked for. */
export function emptyPage({ place, things }: World, dice: Dice): string {
  return dice.one([
    `I scrolled down. The page is about ${place} in general and has no list of ${things}.`,
    'The search shows ten results; none of them has the table.',
    'The page asks to accept cookies; below there are advertisements.',
    `I clicked the link. It leads to a list of hotels near ${place}.`,
  ]);
}
