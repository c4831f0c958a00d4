import { believe } from './beliefs.js';
import { gatheringCalls } from './gathering.js';
import { withNeeds } from './lookups.js';
import { assertedIn } from './reading.js';
import type { Act, Scene } from './scene.js';
import { activationStart, textsOf } from './transcript.js';
import { aboutToCall, aboutToReview, objection } from './voice.js';

/**
 * Checks what another agent states, or names as not found, against its own notes and sources, and objects where they
 * differ. For what a fact follows from it takes the other's word as long as it has nothing better; what it cannot look up
 * it lets pass.
 */
export function review(scene: Scene): Act {
  const { plan, request } = scene;
  const told = textsOf(request.messages.slice(activationStart(request.messages)), 'user');
  const claims = new Map(told.flatMap(assertedIn));
  const claimed = plan.facts.filter(({ id }) => told.some((text) => text.includes(`[${id}]`)));
  const beliefs = believe(scene, withNeeds(plan.facts, claimed), 'none');
  const missing = claimed.filter(({ id }) => !beliefs.values.has(id) && !beliefs.lost.has(id));
  const calls = gatheringCalls({ scene, missing, values: new Map([...claims, ...beliefs.values]) });
  if (calls.length > 0) return { text: aboutToCall(beliefs, calls), calls, slips: beliefs.slips };
  const differing = claimed.flatMap(({ id }): [string, string][] => {
    const value = beliefs.values.get(id);
    return value === undefined || value === claims.get(id) ? [] : [[id, value]];
  });
  const verdict =
    differing.length === 0
      ? { verdict: 'accept', reason: 'What I could check is right.' }
      : { verdict: 'object', reason: objection(new Map(differing)) };
  return { text: aboutToReview(beliefs), calls: [{ name: 'review', arguments: verdict }], slips: beliefs.slips };
}
