import { nameInOthers } from './aliases.js';
import type { Entry, World } from './entries.js';
import { tagKey, type TaggedPart } from './entry-text.js';
import { QUESTIONS } from './question.js';
import { filled, relationOf } from './relations.js';
import type { Route, Step } from './route.js';
import type { Thing } from './thing.js';

/** One thing to find out on a route: where a step leads, or what a thing is called in its own article. */
export interface Hop {
  /** Id of the fact that settles it. */
  readonly id: string;
  readonly question: string;
  /** As the entry shows it. */
  readonly value: string;
  /** What to search for; `{F1}` in it stands for the value of the hop before. */
  readonly query: string;
  readonly from: Thing;
  /** Undefined where the hop stays with its thing and finds the name. */
  readonly step?: Step;
}

/** A world as it is written down. */
export interface Encyclopedia {
  readonly world: World;
  /** In the order of their numbers. */
  readonly entries: readonly Entry[];
  /** By the key of what stands in bold. */
  readonly ids: ReadonlyMap<string, string>;
}

/** What the thing that has been reached is called: in a question, and in a search. */
interface Reached {
  readonly phrase: string;
  readonly searchable: string;
}

export function hopsOf({ start, steps }: Route, encyclopedia: Encyclopedia): readonly Hop[] {
  const { aliases } = encyclopedia.world;
  const called = nameInOthers(start, aliases);
  const hops: Hop[] = [];
  let reached: Reached = { phrase: called, searchable: called };
  for (const step of steps) {
    if (aliases.has(step.from)) {
      const naming = namingHop(step.from, reached, encyclopedia);
      hops.push(naming);
      reached = { ...reached, searchable: `{${naming.id}}` };
    }
    const hop = stepHop(step, reached, encyclopedia);
    hops.push(hop);
    reached = { phrase: filled(step.phrase, reached.phrase), searchable: `{${hop.id}}` };
  }
  return hops;
}

function namingHop(thing: Thing, { phrase, searchable }: Reached, { entries, ids }: Encyclopedia): Hop {
  const reference = entries.find(({ form, subject }) => form === 'reference' && subject === thing);
  return {
    id: idOf(reference, 'name', ids),
    question: `Under which name is there an article on ${phrase}?`,
    value: thing.name,
    query: searchable,
    from: thing,
  };
}

function stepHop(step: Step, { phrase, searchable }: Reached, { entries, ids, world }: Encyclopedia): Hop {
  const { claim, back, from, to } = step;
  const source = entries.find(({ claims }) => claims.includes(claim));
  return {
    id: idOf(source, back ? 'headword' : claim.relation, ids),
    question: filled(QUESTIONS[to.kind][0], filled(step.phrase, phrase)),
    value: back ? to.name : nameInOthers(to, world.aliases),
    query: back ? `${searchable} ${relationOf(claim.relation).subject?.query ?? ''}` : searchable,
    from,
    step,
  };
}

const idOf = (entry: Entry | undefined, part: TaggedPart, ids: Encyclopedia['ids']): string =>
  (entry && ids.get(tagKey(entry, part))) ?? '';
