import type { Dice } from '../dice.js';
import type { NonEmpty } from '../non-empty.js';
import { relationOf } from './relations.js';
import type { Claim, Thing } from './thing.js';

/** From one thing to the only one that a claim relates it to: from subject to object, or back. */
export interface Step {
  readonly claim: Claim;
  readonly back: boolean;
  readonly from: Thing;
  readonly to: Thing;
  /** What `to` is called in a question; `{}` stands for what `from` is called. */
  readonly phrase: string;
}

/** Steps that follow each other, from a thing that a question names; the last one is not back. */
export interface Route {
  readonly start: Thing;
  readonly steps: readonly Step[];
  readonly last: Step;
}

export interface RouteNeeds {
  readonly steps: number;
  /** Things that the route keeps away from. */
  readonly avoid: readonly Thing[];
  readonly endsWith: (claim: Claim) => boolean;
}

/** Claims to walk along, and what chooses among them. */
export interface Walkable {
  readonly truths: readonly Claim[];
  readonly dice: Dice;
}

/** A random route that comes by nothing twice, from one of the starts; undefined where there is none. */
export function drawRoute(starts: readonly Thing[], needs: RouteNeeds, world: Walkable): Route | undefined {
  for (const start of world.dice.shuffled(starts)) {
    if (needs.avoid.includes(start)) continue;
    const steps = walk(start, { ...needs, avoid: [...needs.avoid, start] }, world);
    const last = steps?.at(-1);
    if (steps !== undefined && last !== undefined) return { start, steps, last };
  }
  return undefined;
}

function walk(from: Thing, needs: RouteNeeds, world: Walkable): readonly Step[] | undefined {
  if (needs.steps === 0) return [];
  const { truths, dice } = world;
  for (const { wordings, ...step } of dice.shuffled(stepsFrom(from, truths))) {
    if (needs.avoid.includes(step.to)) continue;
    if (needs.steps === 1 && (step.back || !needs.endsWith(step.claim))) continue;
    const rest = walk(step.to, { ...needs, steps: needs.steps - 1, avoid: [...needs.avoid, step.to] }, world);
    if (rest !== undefined) return [{ ...step, phrase: dice.pick(wordings) }, ...rest];
  }
  return undefined;
}

interface PossibleStep extends Omit<Step, 'phrase'> {
  readonly wordings: NonEmpty<string>;
}

const stepsFrom = (from: Thing, truths: readonly Claim[]): readonly PossibleStep[] =>
  truths.flatMap((claim): readonly PossibleStep[] => {
    const { object, subject } = relationOf(claim.relation);
    if (claim.subject === from) return [{ claim, back: false, from, to: claim.object, wordings: object }];
    if (claim.object !== from || subject === undefined) return [];
    return [{ claim, back: true, from, to: claim.subject, wordings: subject.called }];
  });
