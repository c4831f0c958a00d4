import { nameInOthers } from './aliases.js';
import type { World } from './entries.js';
import type { Hop } from './hop.js';
import type { Step } from './route.js';
import type { Thing } from './thing.js';

/** What facts are taken to be, by id. */
export type Beliefs = ReadonlyMap<string, string>;

/**
 * What a route leads to for somebody who believes this. Who takes one thing for another goes on with what is true of
 * the other, whatever is known of the right one; who lacks a fact may still have been told a later one. Undefined where
 * that leads nowhere, or the last fact is not known.
 */
export function endOf(start: Thing, hops: readonly Hop[], beliefs: Beliefs, world: World): string | undefined {
  let reached: string | undefined = nameInOthers(start, world.aliases);
  for (const hop of hops) {
    const thing = reached === undefined ? hop.from : thingNamed(reached, world);
    if (thing === hop.from) {
      reached = beliefs.get(hop.id);
      continue;
    }
    reached = thing && afterHop(thing, hop.step, world);
    if (reached === undefined) return undefined;
  }
  return reached;
}

const thingNamed = (name: string, { subjects, aliases }: World): Thing | undefined =>
  subjects.find((subject) => subject.name === name || aliases.get(subject) === name);

/** Whether two names mean one thing. */
export const isSame = (one: string, other: string, world: World): boolean =>
  thingNamed(one, world) === thingNamed(other, world);

function afterHop(thing: Thing, step: Step | undefined, { truths, aliases }: World): string | undefined {
  if (step === undefined) return thing.name;
  const alike = truths.filter(({ relation }) => relation === step.claim.relation);
  if (step.back) return alike.find(({ object }) => object === thing)?.subject.name;
  const claim = alike.find(({ subject }) => subject === thing);
  return claim && nameInOthers(claim.object, aliases);
}
