import { believe, type Beliefs } from './beliefs.js';
import { answerFrom, pendingCalculations } from './derivation.js';
import { gatheringCalls } from './gathering.js';
import { isOffered, ownCalls, type Act, type PlannedCall, type Scene } from './scene.js';
import { contradicted, type Slip } from './slips.js';
import { askedIn } from './reading.js';
import { aboutToAnswer, aboutToCall, explanation } from './voice.js';

/** Answers the task: gathers what is missing, calculates, answers; on its last turn with whatever it has. */
export async function solve(scene: Scene): Promise<Act> {
  const { facts } = scene.plan;
  const beliefs = believe(
    scene,
    facts.map(({ id }) => id),
  );
  const others = handedOut(scene);
  const missing = facts.filter(({ id }) => !beliefs.values.has(id) && !beliefs.lost.has(id) && !others.has(id));
  const calls = await nextCalls(scene, beliefs, gatheringCalls(scene, missing));
  if (calls.length > 0) return { text: aboutToCall(beliefs, calls), calls, slips: beliefs.slips };
  return answer(scene, beliefs);
}

async function nextCalls(
  scene: Scene,
  { values }: Beliefs,
  gathering: readonly PlannedCall[],
): Promise<readonly PlannedCall[]> {
  if (gathering.length > 0) return gathering;
  const pending = await pendingCalculations(scene, values);
  return pending.map((expression) => ({ name: 'calculator', arguments: { expression } }));
}

/** What it gave to workers it does not look for itself. */
const handedOut = (scene: Scene): ReadonlySet<string> =>
  new Set(ownCalls(scene, 'delegate', 'brief').flatMap(({ argument }) => askedIn(argument)));

const NO_ANSWER = 'unknown';

async function answer(scene: Scene, beliefs: Beliefs): Promise<Act> {
  const { values, slips } = restated(scene, beliefs);
  const { facts, derivations } = scene.plan;
  const missing = facts.filter(({ id }) => !values.has(id)).map(({ id }) => id);
  const given = (await answerFrom(scene, withoutGaps(values, missing))) ?? [...values.values()].at(-1) ?? NO_ANSWER;
  const text = aboutToAnswer(beliefs, given);
  const why = explanation(
    values,
    missing,
    derivations.map(({ expression }) => expression.replace(/[{}]/g, '')),
  );
  const all = [...beliefs.slips, ...slips];
  if (!isOffered(scene, 'submit_answer')) return { text: `${text}\n${why}`, calls: [], slips: all };
  return { text, calls: [{ name: 'submit_answer', arguments: { answer: given, explanation: why } }], slips: all };
}

/** Nothing is put in the place of a figure that is missing; where all are, there is no answer. */
function withoutGaps(values: ReadonlyMap<string, string>, missing: readonly string[]): ReadonlyMap<string, string> {
  if (values.size === 0) return values;
  return new Map([...values, ...missing.map((id) => [id, '0'] as const)]);
}

/** The values as the answer states them: some stand against what the agent itself said before. */
function restated(
  { rates, chance }: Scene,
  { values, learnt }: Beliefs,
): { readonly values: ReadonlyMap<string, string>; readonly slips: readonly Slip[] } {
  const stated = new Map(values);
  const slips: Slip[] = [];
  for (const [id, value] of values) {
    if (learnt.has(id) || chance('contradict at all', id) >= rates.logicalContradiction) continue;
    const against = contradicted(id, value, chance);
    stated.set(id, against);
    slips.push({ mode: 'logical_contradiction', fact: id, from: value, to: against });
  }
  return { values: stated, slips };
}
