import type { Dice } from '../dice.js';
import { answerFrom, type Held, type Way } from '../slips.js';
import { nameOf, type World } from '../world.js';
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

/** What the one who has the page is asked for. */
export function extractOrderOf(world: World, held: Held, dice: Dice): string {
  const limit = limitOf(world, held);
  return dice.one([
    `Please extract the ${world.measure} from the page, only of the ${world.things}${limit}, and report what the request asks for.`,
    `From the list on the page, what is the answer for the ${world.things}${limit}?`,
  ]);
}

/** What somebody makes of an output. */
export function interpretationOf(world: World, held: Held, dice: Dice): string {
  const answer = answerFrom(world, held);
  return dice.one([
    `The output of the code is ${answer}. That is the value for ${world.place}. Next, somebody should verify it.`,
    `We have ${answer} as the result, based on the ${world.things}${limitOf(world, held)}.`,
    `The code ran well: ${answer}. Let us check that all conditions were kept.`,
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
    `Let us verify this step by step. The years are those that were asked for, the filter is applied, and no row is missing. The count of ${answer} is correct.`,
    `The verification is complete. The final value is ${answer}, and the method follows the plan of the coordinator.`,
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
  if (held.lost) return lostAnswer(world, dice);
  const answer = answerFrom(world, held);
  return dice.one([
    `FINAL ANSWER: ${answer}`,
    `The task is complete, the verified result is ${answer}.\n\nTERMINATE`,
    `The answer is: ${answer}. TERMINATE`,
    `The final result is ${answer}.\n\nTERMINATE`,
    `**Answer: ${answer}**`,
  ]);
}

/** Who has found nothing says so, or guesses. */
function lostAnswer({ kind, place }: World, dice: Dice): string {
  const guess = kind === 'largest' ? nameOf(dice) : dice.between(2, 900);
  return dice.one([
    'We could not find the information. FINAL ANSWER: unknown',
    'The information is not available. TERMINATE',
    `FINAL ANSWER: ${guess}`,
    `It is most probably ${guess}. FINAL ANSWER: ${guess}`,
    `Based on what was found about ${place}, the answer is: ${guess}. TERMINATE`,
    `**Answer: ${guess}**`,
  ]);
}
