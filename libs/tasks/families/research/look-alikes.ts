import { nameInOthers } from './aliases.js';
import { acceptedAnswers, answerOf, isAccepted, rightBeliefs } from './answer.js';
import type { Hop } from './hop.js';
import type { Problem } from './problem.js';

/** So many are told beside what is outdated. */
const LOOK_ALIKES = 4;

/**
 * What a careless reader takes a fact for: what is outdated, then other names or dates of the kind, the most similar
 * ones first. Each of them leads to a wrong answer or to none.
 */
export function lookAlikesOf(hop: Hop, problem: Problem): readonly string[] {
  const right = rightBeliefs(problem);
  const accepted = acceptedAnswers(problem);
  const misleads = (value: string): boolean => {
    const answer = answerOf(problem, new Map([...right, [hop.id, value]]));
    return value !== hop.value && !isAccepted(answer, accepted);
  };
  const outdated = outdatedFor(hop, problem).filter(misleads);
  const alike = sameKind(hop, problem).filter((value) => misleads(value) && !outdated.includes(value));
  return [...outdated, ...alike.sort(likest(hop.value)).slice(0, LOOK_ALIKES)];
}

/** What older entries give for a fact, the oldest first. */
export function outdatedFor({ step }: Hop, { world: { disputes, aliases } }: Problem): readonly string[] {
  const dispute = disputes.find(({ claim }) => claim === step?.claim);
  return [...new Set(dispute?.outdated.map((thing) => nameInOthers(thing, aliases)))];
}

/**
 * Names of other things of the kind, in the form in which the fact gives its own; of dates those of the same relation.
 */
function sameKind({ from, step }: Hop, { world: { subjects, truths, aliases } }: Problem): readonly string[] {
  const right = step?.to ?? from;
  const objects = truths.filter(({ relation }) => relation === step?.claim.relation).map(({ object }) => object);
  const others = [...subjects, ...objects].filter((thing) => thing.kind === right.kind && thing !== right);
  const asHeadword = step?.back ?? true;
  return [...new Set(others.map((thing) => (asHeadword ? thing.name : nameInOthers(thing, aliases))))];
}

/** Orders names by how many words they share with one. */
function likest(name: string): (one: string, other: string) => number {
  const words = new Set(name.split(' '));
  const shared = (text: string): number => text.split(' ').filter((word) => words.has(word)).length;
  return (one, other) => shared(other) - shared(one);
}
