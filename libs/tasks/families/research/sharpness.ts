import { acceptedAnswers, answerOf, isAccepted } from './answer.js';
import type { Hop } from './hop.js';
import { lookAlikesOf, outdatedFor } from './look-alikes.js';
import type { Problem } from './problem.js';
import type { Claim } from './thing.js';

/** Whether the question has an answer, each fact can be mistaken, and nobody is right who goes by what is outdated. */
export function isSharp(problem: Problem): boolean {
  const hops = problem.trails.flatMap((trail) => trail.hops);
  const accepted = acceptedAnswers(problem);
  const isDisputed = hops.some((hop) => outdatedFor(hop, problem).length > 0);
  return (
    accepted.length > 0 &&
    hops.every((hop) => isMistakable(hop, problem)) &&
    !(isDisputed && isAccepted(firstAnswer(hops, problem), accepted))
  );
}

function isMistakable(hop: Hop, problem: Problem): boolean {
  const mistaken = lookAlikesOf(hop, problem);
  return mistaken.length > 0 && outdatedFor(hop, problem).every((value) => mistaken.includes(value));
}

/** The answer of somebody who believes the first of the entries that contradict each other, everywhere. */
function firstAnswer(hops: readonly Hop[], problem: Problem): string | undefined {
  const { world } = problem;
  const first = new Map(world.disputes.map(({ claim, outdated }) => [claim, outdated[0]]));
  const asEntered = (claim: Claim): Claim => ({ ...claim, object: first.get(claim) ?? claim.object });
  const beliefs = new Map(hops.map((hop) => [hop.id, outdatedFor(hop, problem)[0] ?? hop.value]));
  return answerOf({ ...problem, world: { ...world, truths: world.truths.map(asEntered) } }, beliefs);
}
