import type { Dice } from '../dice.js';
import { drawDate, yearOf } from './calendar.js';
import type { Route, Walkable } from './route.js';
import type { Claim, Thing } from './thing.js';

/** A true claim that older entries contradict. */
export interface Dispute {
  readonly claim: Claim;
  /** What they say instead, one entry each. */
  readonly outdated: readonly Thing[];
}

/** How many older entries contradict a claim that is needed, and how many one that is not; no dispute where 0. */
export interface DisputeNeeds {
  readonly needed: number;
  readonly others: number;
}

/**
 * No claim of a relation that is asked for backwards is disputed, so that no outdated entry leads to another subject.
 * Claims that are not needed are disputed of subjects off the routes: else so many entries on one subject would crowd a
 * search.
 */
export function drawDisputes(needs: DisputeNeeds, routes: readonly Route[], world: Walkable): readonly Dispute[] {
  const steps = routes.flatMap((route) => route.steps);
  const passed = new Set<Thing>(steps.flatMap(({ from, to }) => [from, to]));
  const asked = steps.filter(({ back }) => !back).map(({ claim }) => claim);
  const backwards = new Set(steps.filter(({ back }) => back).map(({ claim }) => claim.relation));
  const others = world.truths.filter(({ subject, relation }) => !passed.has(subject) && !backwards.has(relation));
  return [...drawDispute(asked, needs.needed, world), ...drawDispute(others, needs.others, world)];
}

/** One dispute with so many outdated entries; none where that is 0. */
const drawDispute = (claims: readonly Claim[], entries: number, { truths, dice }: Walkable): readonly Dispute[] =>
  dice
    .shuffled(claims)
    .slice(0, Math.min(1, entries))
    .map((claim) => ({ claim, outdated: drawOutdated(claim, entries, truths, dice) }));

function drawOutdated(
  { subject, object }: Claim,
  count: number,
  truths: readonly Claim[],
  dice: Dice,
): readonly Thing[] {
  if (object.kind === 'date') return Array.from({ length: count }, () => dateNear(object, dice));
  const things = new Set<Thing>(truths.flatMap((claim) => [claim.subject, claim.object]));
  const alike = [...things].filter((one) => one.kind === object.kind && one !== object && one !== subject);
  return dice.shuffled(alike).slice(0, count);
}

/** By so many years an outdated date is off. */
const YEARS_OFF = 9;

const dateNear = ({ name }: Thing, dice: Dice): Thing => ({
  kind: 'date',
  name: drawDate(dice, yearOf(name) + dice.pick([-1, 1]) * dice.between(1, YEARS_OFF)),
});
