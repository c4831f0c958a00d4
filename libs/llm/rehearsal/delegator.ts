import type { AgentId } from '#events';
import type { PlannedFact } from '#tasks';
import { believe } from './beliefs.js';
import { askedIn } from './reading.js';
import { ownCalls, type Act, type PlannedCall, type Scene } from './scene.js';
import type { Slip } from './slips.js';
import { aboutToDelegate, aboutToFinish, brief } from './voice.js';

/** A figure that nobody has found after so many briefs is done without. */
const BRIEFS_PER_FACT = 2;

/** Leads a team: hands out what is missing in shares, one worker to a document, and finishes when nothing is. */
export function delegate(scene: Scene): Act {
  const { facts } = scene.plan;
  const beliefs = believe(
    scene,
    facts.map(({ id }) => id),
  );
  const briefed = ownCalls(scene, 'delegate', 'brief').flatMap(({ argument }) => askedIn(argument));
  const times = (fact: PlannedFact): number => briefed.filter((id) => id === fact.id).length;
  const missing = facts.filter((fact) => !beliefs.values.has(fact.id) && times(fact) < BRIEFS_PER_FACT);
  const workers = scene.request.origin.team.filter((agentId) => agentId !== scene.request.origin.agentId);
  if (missing.length === 0 || workers.length === 0) {
    const reason = 'Every figure has been reported or looked for in vain.';
    return { text: aboutToFinish(beliefs), calls: [{ name: 'finish', arguments: { reason } }], slips: beliefs.slips };
  }
  const named = missing.map((fact) => nameIn(scene, fact));
  const slips = named.flatMap(({ slip }) => slip ?? []);
  const calls = shares(
    named.map(({ fact }) => fact),
    workers,
    briefed.length,
  );
  return { text: aboutToDelegate(beliefs, missing), calls, slips: [...beliefs.slips, ...slips] };
}

/** The fact that the brief will name: sometimes another one of the plan. */
function nameIn(
  { plan, rates, chance }: Scene,
  fact: PlannedFact,
): { readonly fact: PlannedFact; readonly slip?: Slip } {
  const next = plan.facts[(plan.facts.indexOf(fact) + 1) % plan.facts.length];
  if (next === undefined || next === fact || chance('brief another', fact.id) >= rates.coordinationFailure)
    return { fact };
  return { fact: next, slip: { mode: 'coordination_failure', fact: fact.id, from: fact.id, to: next.id } };
}

/** One brief a worker; a document's figures stay together. `turn` moves the shares on, so that others try next time. */
function shares(facts: readonly PlannedFact[], workers: readonly AgentId[], turn: number): readonly PlannedCall[] {
  const documents = [...Map.groupBy(new Set(facts), ({ documentId }) => documentId).values()];
  return workers.flatMap((to, position) => {
    const share = documents.filter((_, index) => (index + turn) % workers.length === position).flat();
    return share.length === 0 ? [] : [{ name: 'delegate', arguments: { to, brief: brief(share) } }];
  });
}
