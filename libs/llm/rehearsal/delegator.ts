import type { PlannedFact } from '#tasks';
import { actionsFrom } from './actions.js';
import { believe, settled, type Beliefs } from './beliefs.js';
import { needsOf, withNeeds } from './lookups.js';
import { orderBrief, ordersIn } from './orders.js';
import { askedIn, assertedIn, messagesIn } from './reading.js';
import type { Act, PlannedCall, Scene } from './scene.js';
import { sharesOf, type Brief, type Share } from './shares.js';
import type { Slip } from './slips.js';
import { callsOf, textsOf } from './transcript.js';
import { aboutToDelegate, aboutToFinish, aboutToOrder, brief } from './voice.js';

/** A fact that nobody has found after so many briefs is done without. */
const BRIEFS_PER_FACT = 2;

/** Leads a team: hands out what is missing in shares, has one worker do what follows, and finishes. */
export function delegate(scene: Scene): Act {
  const { plan, request } = scene;
  const given = briefsGiven(scene);
  const { beliefs, missing } = agendaOf(scene, given);
  const workers = request.origin.team.filter((agentId) => agentId !== request.origin.agentId);
  if (missing.length === 0 || workers.length === 0) return order(scene, beliefs) ?? finish(beliefs);
  const named = missing.map((fact) => nameIn(scene, fact));
  const slips = named.flatMap(({ slip }) => slip ?? []);
  const facts = plan.facts.filter((fact) => named.some((one) => one.fact === fact));
  const calls = sharesOf(facts, workers, given).map((share) => delegation(share, plan.facts, beliefs.values));
  return { text: aboutToDelegate(beliefs, missing), calls, slips: [...beliefs.slips, ...slips] };
}

function finish(beliefs: Beliefs): Act {
  const reason = 'Every fact has been reported or looked for in vain.';
  return { text: aboutToFinish(beliefs), calls: [{ name: 'finish', arguments: { reason } }], slips: beliefs.slips };
}

/** What is to be done goes to one worker, once: to one that has been heard from, where there is one. */
function order(scene: Scene, beliefs: Beliefs): Act | undefined {
  const actions = actionsFrom(scene, beliefs.values);
  const isGiven = briefsGiven(scene).some(({ text }) => ordersIn(text).length > 0);
  const [first] = briefsGiven(scene);
  const to = heardFrom(scene) ?? first?.to;
  if (actions.length === 0 || isGiven || to === undefined) return undefined;
  const calls = [{ name: 'delegate', arguments: { to, brief: orderBrief(actions) } }];
  return { text: aboutToOrder(beliefs), calls, slips: beliefs.slips };
}

const heardFrom = ({ request }: Scene): string | undefined =>
  textsOf(request.messages, 'user')
    .flatMap(messagesIn)
    .find(({ kind }) => kind === 'report')?.from;

const briefsGiven = ({ request }: Scene): readonly Brief[] =>
  callsOf(request.messages, 'delegate').map(({ arguments: { to = '', brief: text = '' } }) => {
    return { to, text, asked: askedIn(text) };
  });

interface Agenda {
  readonly beliefs: Beliefs;
  readonly missing: readonly PlannedFact[];
}

/**
 * Facts that are missing and have not been asked for in vain, with their needs known or asked for beside them. Where
 * asking is of no use any more, what is not sure is settled.
 */
function agendaOf(scene: Scene, given: readonly Brief[]): Agenda {
  const { facts } = scene.plan;
  const believed = believe(scene, facts);
  const open = facts.filter((fact) => !believed.values.has(fact.id) && triesOf(fact, given) < BRIEFS_PER_FACT);
  const beliefs = settled(
    believed,
    open.map(({ id }) => id),
  );
  const missing: PlannedFact[] = [];
  for (const fact of open) {
    const isAsked = (id: string): boolean => missing.some((other) => other.id === id);
    if (needsOf(fact).every((id) => beliefs.values.has(id) || isAsked(id))) missing.push(fact);
  }
  return { beliefs, missing };
}

/** Briefs that asked for a fact in vain. One that asks for a need as well is no try: the turns may have run out on it. */
const triesOf = (fact: PlannedFact, given: readonly Brief[]): number =>
  given.filter(({ asked, text }) => asked.includes(fact.id) && tells(text, needsOf(fact))).length;

const tells = (text: string, ids: readonly string[]): boolean => {
  const told = new Map(assertedIn(text));
  return ids.every((id) => told.has(id));
};

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

/** A brief with what has to be known to find what it asks for. */
function delegation({ to, facts }: Share, plan: readonly PlannedFact[], values: Beliefs['values']): PlannedCall {
  const needed = withNeeds(plan, facts).filter((fact) => !facts.includes(fact));
  const known = new Map([...values].filter(([id]) => needed.some((fact) => fact.id === id)));
  return { name: 'delegate', arguments: { to, brief: brief(facts, known) } };
}
