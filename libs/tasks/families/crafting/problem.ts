import type { Dice } from '../dice.js';
import { drawBlueprint } from './blueprint.js';
import { bookshelf, type Book } from './books.js';
import { drawDetours } from './detours.js';
import { diceFor } from './dice-for.js';
import { drawDistractors, drawIdleStock } from './distractors.js';
import { drawMaterials } from './materials.js';
import type { Craft } from './plan-text.js';
import { shortestPlan } from './planner.js';
import { madeScarce } from './shortage.js';
import { drawSupplies, merged } from './supplies.js';
import type { Workshop } from './workshop.js';
import type { Level } from '../level.js';

/** A workshop with its books, and how it makes what is wanted. */
export interface Problem {
  readonly workshop: Workshop;
  readonly books: readonly Book[];
  /** The shortest plan; where it is impossible, the one that something is missing for. */
  readonly plan: readonly Craft[];
  readonly possible: boolean;
}

/** One task in so many is impossible. */
const IMPOSSIBLE_ONE_IN = 5;
/** Most draws will do at once; so many in a row that will not do not happen. */
const DRAWS = 50;
/** A plan of fewer recipes is too easy for its level. */
const FEWEST_STEPS: Readonly<Record<Level, number>> = { 1: 3, 2: 5, 3: 7 };

const MOST_WANTED: Readonly<Record<Level, number>> = { 1: 3, 2: 3, 3: 2 };

/** The first draw that is as hard as its level says, and impossible where the dice have said so. */
export function problemOf(seed: number, index: number, level: Level): Problem {
  const possible = diceFor({ seed, index, level }, 'possible').between(1, IMPOSSIBLE_ONE_IN) > 1;
  const willDo = (problem: Problem): boolean =>
    problem.possible === possible && problem.plan.length >= FEWEST_STEPS[level];
  const drawn = (n: number): Problem => draw(level, possible, diceFor({ seed, index, level }, `draw ${n}`));
  let problem = drawn(0);
  for (let n = 1; n < DRAWS && !willDo(problem); n++) problem = drawn(n);
  return problem;
}

/** Is possible where nothing that the plan begins with can be made scarce enough. */
function draw(level: Level, possible: boolean, dice: Dice): Problem {
  const { workshop, books } = drawWorkshop(level, dice);
  const plan = shortestPlan(workshop) ?? [];
  const scarce = possible ? undefined : madeScarce(workshop, dice);
  return { workshop: scarce ?? workshop, books, plan, possible: scarce === undefined };
}

function drawWorkshop(level: Level, dice: Dice): Pick<Problem, 'workshop' | 'books'> {
  const materials = drawMaterials(dice);
  const blueprint = drawBlueprint(level, materials, dice);
  const wanted = { count: dice.between(1, MOST_WANTED[level]), item: blueprint.item };
  const formulas = blueprint.entries.map(({ formula }) => formula);
  const supplies = drawSupplies(level, wanted, formulas, dice);
  const detours = drawDetours(level, blueprint, materials, dice);
  const detoured = detours.flatMap(({ entries }) => entries);
  const idle = drawDistractors(level, [...blueprint.entries, ...detoured], materials, dice);
  const books = bookshelf([...blueprint.entries, ...detoured, ...idle], dice);
  const stock = merged([
    ...supplies,
    ...detours.flatMap((detour) => detour.stock),
    ...drawIdleStock(level, materials, dice),
  ]);
  return { workshop: { stock: dice.shuffled(stock), recipes: books.flatMap(({ recipes }) => recipes), wanted }, books };
}
