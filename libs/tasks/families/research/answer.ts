import { normalised } from '../../answer-text.js';
import { nameInOthers } from './aliases.js';
import { endOf, isSame, type Beliefs } from './belief.js';
import { ordinalOf } from './calendar.js';
import type { Problem, Trail } from './problem.js';
import { spellingsOf } from './spellings.js';
import type { Thing } from './thing.js';

/** What is right, by id of the facts that are needed. */
export const rightBeliefs = ({ trails }: Problem): Beliefs =>
  new Map(trails.flatMap(({ hops }) => hops.map(({ id, value }) => [id, value] as const)));

/** The answer of somebody who believes this; undefined where too little is known. */
export function answerOf(problem: Problem, beliefs: Beliefs): string | undefined {
  const { inquiry, trails, world } = problem;
  const [one, other] = trails;
  if (one === undefined) return undefined;
  if (inquiry.kind === 'chain' || other === undefined) return endOf(one.route.start, one.hops, beliefs, world);
  const [here, there] = [datedEnd(one, beliefs, problem), datedEnd(other, beliefs, problem)];
  if (here === undefined || there === undefined) return undefined;
  if (here.ordinal === there.ordinal) return isSame(here.name, there.name, world) ? here.name : undefined;
  return here.ordinal < there.ordinal === (inquiry.order === 'earlier') ? here.name : there.name;
}

/** What a route comes by last before its date, and the date. */
function datedEnd(
  { route, hops }: Trail,
  beliefs: Beliefs,
  { world }: Problem,
): { readonly name: string; readonly ordinal: number } | undefined {
  const name = endOf(route.start, hops.slice(0, -1), beliefs, world);
  const ordinal = ordinalOf(endOf(route.start, hops, beliefs, world) ?? '');
  return name === undefined || ordinal === undefined ? undefined : { name, ordinal };
}

/** Every way to write what is right, under each of its names. */
export function acceptedAnswers(problem: Problem): readonly string[] {
  const right = answerOf(problem, rightBeliefs(problem));
  const { aliases } = problem.world;
  const end = ends(problem).find((thing) => thing.name === right || aliases.get(thing) === right);
  if (end === undefined) return [];
  return [...new Set([end.name, nameInOthers(end, aliases)])].flatMap((name) => spellingsOf(end, name));
}

/** The things that the answer may be. */
const ends = ({ inquiry }: Problem): readonly Thing[] =>
  inquiry.kind === 'chain' ? [inquiry.route.last.to] : inquiry.routes.map(({ last }) => last.from);

export const isAccepted = (answer: string | undefined, accepted: readonly string[]): boolean =>
  answer !== undefined && accepted.some((text) => normalised(text) === normalised(answer));
