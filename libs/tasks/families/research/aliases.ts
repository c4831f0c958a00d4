import type { Dice } from '../dice.js';
import type { SpareNames } from './cast.js';
import type { Route } from './route.js';
import type { Subject, Thing } from './thing.js';

/** Other names by which all entries but their own call things. */
export type Aliases = ReadonlyMap<Thing, string>;

/** How many things on the routes and how many others have another name. */
export interface AliasNeeds {
  readonly needed: number;
  readonly others: number;
}

interface Naming {
  readonly routes: readonly Route[];
  readonly subjects: readonly Subject[];
  readonly spare: SpareNames;
}

/** Undefined where the routes have too few things that may have another name. */
export function drawAliases({ needed, others }: AliasNeeds, naming: Naming, dice: Dice): Aliases | undefined {
  const { routes, subjects, spare } = naming;
  const onRoute = dice.shuffled(aliasable(routes)).slice(0, needed);
  if (onRoute.length < needed) return undefined;
  const passed = new Set<Thing>(routes.flatMap(({ steps }) => steps.map(({ from }) => from)));
  const offRoute = dice.shuffled(subjects.filter((one) => isNameable(one) && !passed.has(one))).slice(0, others);
  const byKind = Map.groupBy([...onRoute, ...offRoute], ({ kind }) => kind);
  return new Map([...byKind].flatMap(([kind, things]) => spare[kind].flatMap((name, i) => pairOf(things[i], name))));
}

const pairOf = (thing: Subject | undefined, name: string): readonly (readonly [Thing, string])[] =>
  thing === undefined ? [] : [[thing, name]];

/** Works have no other names. */
const isNameable = ({ kind }: Subject): boolean => kind !== 'work';

/**
 * Things on the routes that are looked up by their name, so that another one stands in the way: not those found by what
 * they name themselves, nor those that are looked for in entries on others.
 */
const aliasable = (routes: readonly Route[]): readonly Subject[] =>
  routes.flatMap(({ steps }) =>
    steps.flatMap(({ back, claim }, i) =>
      back || steps[i - 1]?.back === true || !isNameable(claim.subject) ? [] : [claim.subject],
    ),
  );

/** What other entries and questions call a thing. */
export const nameInOthers = (thing: Thing, aliases: Aliases): string => aliases.get(thing) ?? thing.name;
