import { diceOf } from '../dice.js';
import type { NonEmpty } from '../non-empty.js';
import type { Problem, Template } from './question.js';
import { LEVEL_1 } from './questions-1.js';
import { LEVEL_2 } from './questions-2.js';
import { LEVEL_3 } from './questions-3.js';
import { isSharp } from './sharpness.js';
import { drawWorld } from './world.js';
import type { Level } from '../level.js';

const TEMPLATES: Readonly<Record<Level, NonEmpty<Template>>> = { 1: LEVEL_1, 2: LEVEL_2, 3: LEVEL_3 };
/** Most draws are sharp at once; so many dull ones in a row do not happen. */
const DRAWS = 50;

/** The first draw on which every plausible mistake leads to a wrong answer. */
export function problemOf(seed: number, index: number, level: Level): Problem {
  let problem = draw(seed, index, level, 0);
  for (let n = 1; n < DRAWS && !isSharp(problem); n++) problem = draw(seed, index, level, n);
  return problem;
}

function draw(seed: number, index: number, level: Level, n: number): Problem {
  const dice = diceOf('filings', seed, index, level, n);
  const template = dice.pick(TEMPLATES[level]);
  const world = drawWorld(template, dice);
  return { world, question: template.pose(world, dice) };
}
