import type { Dice } from '../dice.js';
import { nameOf } from '../world.js';

/** A leader's first thoughts on a question of several steps. */
export function huntPlan(question: string, points: readonly string[], team: readonly string[], dice: Dice): string {
  const guess = dice.chance(0.5) ? `\n\n4. EDUCATED GUESSES\n- It is probably something near ${nameOf(dice)}.` : '';
  const steps = points.map((point, at) => `${at + 1}. ${dice.one(['Find', 'Look up', 'Establish'])} ${point}.`);
  return dice.one([
    `Initial plan:\n\nThe request:\n\n${question}\n\nThe team:\n${team.join('\n')}\n\n1. GIVEN OR VERIFIED FACTS\n- none but what is asked\n\n2. FACTS TO LOOK UP\n- ${points.join('\n- ')}\n\n3. FACTS TO DERIVE\n- the answer${guess}\n\nPlan:\n${steps.join('\n')}`,
    `How we go about it:\n${steps.join('\n')}\nThen answer.`,
    `We are asked: ${question}\nFor that we need ${points.join(', then ')}.`,
  ]);
}

/** What a leader changes its plan to when nothing moves. */
export const newPlan = (wanted: string, dice: Dice): string =>
  dice.one([
    `We are not getting anywhere. New plan: look for ${wanted} in other sources.`,
    `Updated fact sheet and plan. Still missing: ${wanted}. Next we try other places and other words.`,
    `No progress so far; the plan has to change. What we lack is ${wanted}.`,
  ]);

/** An order to find something. */
export const findOrder = (wanted: string, dice: Dice): string =>
  dice.one([
    `Please search for ${wanted}.`,
    `Find out ${wanted} and report it.`,
    `I need ${wanted}. Look for a reliable source.`,
  ]);

export const openOrder = (title: string, wanted: string, dice: Dice): string =>
  dice.one([
    `Open the most fitting result and look for ${wanted}.`,
    `Please click on ${title} and tell what it says of ${wanted}.`,
    `Go to the page and extract ${wanted}.`,
  ]);

export const furtherOrder = (wanted: string, dice: Dice): string =>
  dice.one([
    `Scroll down and see whether there is ${wanted}.`,
    'Please go on to the next part of the page.',
    `That does not have it yet. Look further for ${wanted}.`,
    `Try another source for ${wanted}, such as the archive of ${nameOf(dice)}.`,
  ]);

export const checkOrder = (wanted: string, value: string, dice: Dice): string =>
  dice.one([`Please confirm that ${wanted} is ${value}.`, `We have ${value}. Check it in one more place.`]);

export const combineOrder = (values: readonly string[], combines: string, dice: Dice): string =>
  dice.one([
    `Write a script for the ${combines} of ${values.join(' and ')}.`,
    `Please compute the ${combines} of the two numbers that were found.`,
  ]);

/** What a leader notes between orders: as data, in words, or both. */
export function noteOf(
  { next, order, isDone, isMoving }: { next: string; order: string; isDone: boolean; isMoving: boolean },
  dice: Dice,
): string {
  const moving = isMoving
    ? dice.one(['The last step brought something new.', 'We go on with the plan.'])
    : dice.one(['The last step did not bring what was asked.', 'There is nothing new.', 'It was the wrong place.']);
  const reason = isDone ? 'All that was asked is there.' : 'Something is still missing.';
  const notes = {
    satisfied: { reason, answer: isDone },
    in_loop: { reason: moving, answer: !isMoving && dice.chance(0.5) },
    moving: { reason: moving, answer: isMoving },
    speaker: { reason: 'It can do that.', answer: next },
    instruction: { reason: moving, answer: order },
  };
  return dice.one([`Updated ledger:\n${JSON.stringify(notes, null, 2)}`, `Ledger:\n${JSON.stringify(notes)}`]);
}

/** What a run ends with. */
export const huntAnswer = (answer: string, dice: Dice): string =>
  dice.one([
    `FINAL ANSWER: ${answer}`,
    answer,
    `The answer to the request is ${answer}.`,
    `As far as we could find out, it is ${answer}.\n\nFINAL ANSWER: ${answer}`,
  ]);
