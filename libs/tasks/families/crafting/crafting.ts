import type { TaskRef } from '#events';
import type { Task, TaskFamily } from '../../task.js';
import { documentsOf } from './books.js';
import { diceFor } from './dice-for.js';
import { portionText } from './formula-text.js';
import { problemOf } from './problem.js';
import { referencePlan } from './reference-plan.js';
import { INVENTORY_REMARKS, ORDERS } from './wording.js';
import type { Workshop } from './workshop.js';
import { LEVELS, levelOf } from '../level.js';

const TOOLS = ['search_documents', 'read_document', 'recipes', 'simulate', 'submit'];

/** Plans from an inventory through recipes to a target. Without a level the levels take turns by index. */
export const crafting: TaskFamily = {
  name: 'crafting',
  description:
    'Plans from an inventory through recipes to a target, with look-alikes, dead ends and shortages; some are impossible, and saying so is right.',
  levels: LEVELS,
  size: 1000,
  taskOf: (ref) => taskOf({ ...ref, level: levelOf(ref) }),
  planOf: (ref) => referencePlan(problemOf(ref.seed, ref.index, levelOf(ref))),
};

function taskOf(ref: TaskRef): Task {
  const { seed, index } = ref;
  const level = levelOf(ref);
  const { workshop, books, possible } = problemOf(seed, index, level);
  const dice = diceFor({ seed, index, level }, 'wording');
  const order = dice.pick(ORDERS).replace('{wanted}', `\`${portionText(workshop.wanted)}\``);
  return {
    brief: {
      input: inputOf(order, workshop),
      documents: documentsOf(workshop, books, dice.pick(INVENTORY_REMARKS)),
      tools: TOOLS,
    },
    grader: { kind: 'crafting', workshop, possible },
    ref,
  };
}

function inputOf(order: string, { recipes }: Workshop): string {
  const conditions = [
    'The document `inventory` says what is there; the recipe books say what can be made of it. There is nothing else.',
    'A recipe reads `**2 birch board + 1 jute cord -> 3 rope rung** [R0]`: one craft of R0 uses up 2 birch board and 1 jute cord and makes 3 rope rung. There are whole crafts only, as many as you like while there is enough.',
    ...(recipes.some(({ tool }) => tool !== undefined)
      ? ['`(needs hand drill)` in a recipe: a hand drill has to be there at that step, and it is not used up.']
      : []),
    'What is left over does not matter.',
    'Answer with a plan and nothing else: its steps in order, each a recipe and how many times it is crafted, as in `R0 x 4; R12 x 1`. A step a line will do as well.',
    'If no plan can make it, answer with the one word `impossible`.',
    '`recipes` lists the recipes that make an item, `simulate` tries a plan out, and `submit` checks the form of an answer.',
  ];
  return `${order}\n\n${conditions.map((condition) => `- ${condition}`).join('\n')}\n`;
}
