import type { PlannedFact } from '#tasks';
import { accountOf } from './account.js';
import { dueActions } from './actions.js';
import { believe, bestKnown, type Beliefs } from './beliefs.js';
import { answerFrom, calculations } from './derivation.js';
import { gatheringCalls } from './gathering.js';
import { askedIn } from './reading.js';
import { isOffered, type Act, type PlannedCall, type Scene } from './scene.js';
import { contradiction, type Slip } from './slips.js';
import { callsOf } from './transcript.js';
import { confirmedAnswer, trialCalls } from './trial.js';
import { aboutToAct, aboutToAnswer, aboutToCall, explanation } from './voice.js';

/** Answers the task: gathers what is missing, calculates, tries out, acts, answers; on its last turn with whatever it has. */
export async function solve(scene: Scene): Promise<Act> {
  const beliefs = believe(scene, scene.plan.facts, isAccountable(scene) ? 'all' : 'fresh');
  const calls = await nextCalls(scene, beliefs);
  if (calls.length > 0) return { text: aboutToCall(beliefs, calls), calls, slips: beliefs.slips };
  const actions = dueActions(scene, bestKnown(beliefs));
  if (actions.length > 0) return { text: aboutToAct(beliefs), calls: actions, slips: beliefs.slips };
  return answer(scene, beliefs);
}

/** An agent that has to say what became of everything that it was told goes through it all once more. */
const isAccountable = ({ request }: Scene): boolean => request.origin.purpose === 'account';

async function nextCalls(scene: Scene, beliefs: Beliefs): Promise<readonly PlannedCall[]> {
  if (confirmedAnswer(scene) !== undefined) return [];
  const gathering = gatheringCalls({ scene, missing: missingIn(scene, beliefs), values: beliefs.values });
  if (gathering.length > 0) return gathering;
  const known = bestKnown(beliefs);
  const calculating = await calculations(scene, known);
  return calculating.length > 0 ? calculating : trialCalls(scene, await answerFrom(scene, known));
}

/** What it forgot, or gave to workers, it does not look for. */
function missingIn(scene: Scene, { values, lost }: Beliefs): readonly PlannedFact[] {
  const briefs = callsOf(scene.request.messages, 'delegate').flatMap((call) => call.arguments['brief'] ?? []);
  const handedOut = new Set(briefs.flatMap(askedIn));
  return scene.plan.facts.filter(({ id }) => !values.has(id) && !lost.has(id) && !handedOut.has(id));
}

const NO_ANSWER = 'unknown';

async function answer(scene: Scene, beliefs: Beliefs): Promise<Act> {
  const { values, slips } = restated(scene, beliefs);
  const { facts, derivations } = scene.plan;
  const missing = facts.filter(({ id }) => !values.has(id)).map(({ id }) => id);
  const given = confirmedAnswer(scene) ?? (await answerFrom(scene, values)) ?? [...values.values()].at(-1) ?? NO_ANSWER;
  const text = aboutToAnswer(beliefs, given);
  const why = explanation(
    values,
    missing,
    derivations.map(({ expression }) => expression.replace(/[{}]/g, '')),
  );
  const all = [...beliefs.slips, ...slips];
  if (!isOffered(scene, 'submit_answer')) return { text: `${text}\n${why}`, calls: [], slips: all };
  const account = isAccountable(scene) ? { account: accountOf(scene, values) } : {};
  const submitted = { answer: given, ...account, explanation: why };
  return { text, calls: [{ name: 'submit_answer', arguments: submitted }], slips: all };
}

/** The values as the answer states them: some stand against what the agent itself said before. */
function restated(
  { plan, rates, chance }: Scene,
  beliefs: Beliefs,
): { readonly values: ReadonlyMap<string, string>; readonly slips: readonly Slip[] } {
  const values = new Map(bestKnown(beliefs));
  const slips: Slip[] = [];
  for (const fact of plan.facts) {
    const value = values.get(fact.id);
    if (value === undefined || beliefs.learnt.has(fact.id)) continue;
    if (chance('contradict at all', fact.id) >= rates.logicalContradiction) continue;
    const slip = contradiction(fact, value, chance);
    values.set(fact.id, slip.to);
    slips.push(slip);
  }
  return { values, slips };
}
