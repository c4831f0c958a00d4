import type { PlannedFact } from '#tasks';
import { believe, bestKnown, type Beliefs } from './beliefs.js';
import { findingsOn } from './findings.js';
import { gatheringCalls } from './gathering.js';
import { withNeeds } from './lookups.js';
import { ordersOf } from './orders.js';
import { askedIn } from './reading.js';
import type { Act, PlannedCall, Scene } from './scene.js';
import { activationStart, textsOf } from './transcript.js';
import { aboutToAct, aboutToCall, aboutToReport, actionReport, report, secondResult } from './voice.js';

/** Works on the brief of its activation and reports what it found and did; on its last turn whatever it has. */
export function work(scene: Scene): Act {
  const asked = askedFacts(scene);
  const { beliefs, calls } = searchFor(scene, asked);
  if (calls.length > 0) return { text: aboutToCall(beliefs, calls), calls, slips: beliefs.slips };
  const orders = ordersOf(scene);
  if (orders.left.length > 0) return { text: aboutToAct(beliefs), calls: orders.left, slips: beliefs.slips };
  const { values, missing, slips } = findingsOn(scene, asked, bestKnown(beliefs));
  const first =
    orders.all.length > 0 && asked.length === 0 ? actionReport(orders.made, orders.unmade) : report(values, missing);
  const findings = scene.request.origin.purpose === 'verify' ? secondResult(first) : first;
  return {
    text: aboutToReport(beliefs),
    calls: [{ name: 'report', arguments: { findings } }],
    slips: [...beliefs.slips, ...slips],
  };
}

/** What an agent takes facts to be, and the next calls that bring in those that it misses. */
export function searchFor(
  scene: Scene,
  facts: readonly PlannedFact[],
): { readonly beliefs: Beliefs; readonly calls: readonly PlannedCall[] } {
  const beliefs = believe(scene, withNeeds(scene.plan.facts, facts));
  const missing = facts.filter(({ id }) => !beliefs.values.has(id) && !beliefs.lost.has(id));
  return { beliefs, calls: gatheringCalls({ scene, missing, values: beliefs.values }) };
}

function askedFacts({ request, plan }: Scene): readonly PlannedFact[] {
  const told = textsOf(request.messages.slice(activationStart(request.messages)), 'user');
  const asked = new Set(told.flatMap(askedIn));
  return plan.facts.filter(({ id }) => asked.has(id));
}
