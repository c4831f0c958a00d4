import { relationOf } from './relations.js';
import { drawRoute, type Route, type RouteNeeds, type Walkable } from './route.js';
import type { Shape } from './shape.js';
import type { Subject, Thing } from './thing.js';

/** What is asked for: the end of a route, or which of two routes comes by the earlier or later date. */
export type Inquiry =
  | { readonly kind: 'chain'; readonly route: Route }
  | {
      readonly kind: 'comparison';
      /** Each ends with a date of what is compared. */
      readonly routes: readonly [Route, Route];
      readonly order: Order;
      /** As in `Who was born earlier:`. */
      readonly wording: string;
    };
type Order = 'earlier' | 'later';

export const routesOf = (inquiry: Inquiry): readonly Route[] =>
  inquiry.kind === 'chain' ? [inquiry.route] : inquiry.routes;

/** Undefined where the world has no such routes. */
export function drawInquiry(
  question: Shape['question'],
  starts: readonly Subject[],
  world: Walkable,
): Inquiry | undefined {
  if (question.kind === 'comparison') return drawComparison(starts, world);
  const route = drawRoute(starts, { steps: question.steps, avoid: [], endsWith: () => true }, world);
  return route && { kind: 'chain', route };
}

/** Two routes of two steps each that have nothing in common but the relation at their ends. */
function drawComparison(starts: readonly Subject[], world: Walkable): Inquiry | undefined {
  const needs: RouteNeeds = {
    steps: 2,
    avoid: [],
    endsWith: ({ relation }) => relationOf(relation).comparison !== undefined,
  };
  const one = drawRoute(starts, needs, world);
  if (one === undefined) return undefined;
  const { relation } = one.last.claim;
  const other = drawRoute(
    starts,
    { ...needs, avoid: thingsOn(one), endsWith: (claim) => claim.relation === relation },
    world,
  );
  const { comparison } = relationOf(relation);
  if (other === undefined || comparison === undefined) return undefined;
  const order = world.dice.pick<Order>(['earlier', 'later']);
  return { kind: 'comparison', routes: [one, other], order, wording: comparison.replace('{order}', order) };
}

const thingsOn = ({ start, steps }: Route): readonly Thing[] => [start, ...steps.map(({ to }) => to)];
