import { diceOf, type Dice } from '../dice.js';
import { drawAliases } from './aliases.js';
import { drawCast, subjectsOf } from './cast.js';
import { drawDisputes } from './disputes.js';
import { drawEntries, type World } from './entries.js';
import { entryText, idsIn, withIds } from './entry-text.js';
import { hopsOf } from './hop.js';
import { drawInquiry, routesOf, type Inquiry } from './inquiry.js';
import type { Problem } from './problem.js';
import { questionText } from './question.js';
import { drawShape, SIZES } from './shape.js';
import { isSharp } from './sharpness.js';
import { drawTruths } from './truths.js';
import type { Level } from '../level.js';

/** The first draw that is sharp. At level 1 nearly all are, at level 3 about one in four. */
export function drawProblem(seed: number, index: number, level: Level): Problem {
  for (let n = 0; ; n++) {
    const problem = draw(level, diceOf('research', seed, index, level, n));
    if (problem !== undefined && isSharp(problem)) return problem;
  }
}

/** Undefined where the world that came up has no such question. */
function draw(level: Level, dice: Dice): Problem | undefined {
  const { cast, spare } = drawCast(SIZES[level], dice);
  const subjects = subjectsOf(cast);
  const walkable = { truths: drawTruths(cast, dice), dice };
  const shape = drawShape(level, dice);
  const inquiry = drawInquiry(shape.question, subjects, walkable);
  if (inquiry === undefined) return undefined;
  const routes = routesOf(inquiry);
  const aliases = drawAliases(shape.aliases, { routes, subjects, spare }, dice);
  if (aliases === undefined) return undefined;
  const disputes = drawDisputes(shape.disputes, routes, walkable);
  return written({ subjects, truths: walkable.truths, aliases, disputes }, inquiry, dice);
}

function written(world: World, inquiry: Inquiry, dice: Dice): Problem {
  const entries = drawEntries(world, dice);
  const drafts = entries.map((entry) => entryText(entry, world.aliases, dice));
  const ids = idsIn(drafts);
  const encyclopedia = { world, entries, ids };
  return {
    ...encyclopedia,
    inquiry,
    question: questionText(inquiry, world.aliases, dice),
    texts: drafts.map((draft) => withIds(draft, ids)),
    trails: routesOf(inquiry).map((route) => ({ route, hops: hopsOf(route, encyclopedia) })),
  };
}
