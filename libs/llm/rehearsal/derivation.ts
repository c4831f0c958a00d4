import { filledIn, plainNumber } from '#tasks';
import { workedOut } from './arithmetic.js';
import { shownNumber } from './figures.js';
import { isUsable, type PlannedCall, type Scene } from './scene.js';
import { callsOf, resultOf } from './transcript.js';

/** Calculates the steps to the answer that are ready and have not been calculated; nothing without a calculator. */
export async function calculations(scene: Scene, facts: ReadonlyMap<string, string>): Promise<readonly PlannedCall[]> {
  if (!isUsable(scene, 'calculator')) return [];
  const { pending } = await derive(scene, facts, () => Promise.resolve(undefined));
  return pending.map((expression) => ({ name: 'calculator', arguments: { expression } }));
}

/** The answer that follows from these facts, worked out in the head where it has not been calculated. */
export async function answerFrom(scene: Scene, facts: ReadonlyMap<string, string>): Promise<string | undefined> {
  const { values } = await derive(scene, withoutGaps(scene, facts), workedOut);
  return scene.plan.answerOf(values);
}

/** Nothing is put in the place of a figure that is missing; where all facts are, there is nothing to calculate with. */
function withoutGaps({ plan }: Scene, facts: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  if (facts.size === 0) return facts;
  const derived = new Set(plan.derivations.map(({ id }) => id));
  const figures = plan.derivations.flatMap(({ needs }) => needs).filter((id) => !derived.has(id));
  return new Map([...figures.map((id) => [id, '0'] as const), ...facts]);
}

interface Derived {
  readonly values: ReadonlyMap<string, string>;
  readonly pending: readonly string[];
}

/** Follows the plan's steps as far as their needs are known. */
async function derive(
  scene: Scene,
  facts: ReadonlyMap<string, string>,
  inTheHead: (expression: string) => Promise<number | undefined>,
): Promise<Derived> {
  const calculated = calculatedBefore(scene);
  const values = new Map(facts);
  const pending: string[] = [];
  for (const { id, expression, decimals } of scene.plan.derivations) {
    const filled = filledIn(expression, (need) => plainNumber(values.get(need) ?? ''));
    if (filled === undefined) continue;
    const result = calculated.get(filled) ?? (await inTheHead(filled));
    if (result === undefined) pending.push(filled);
    else values.set(id, shownNumber(result, decimals));
  }
  return { values, pending };
}

/** Results of the agent's own calculator calls by expression; one that failed has none. */
function calculatedBefore({ request: { messages } }: Scene): ReadonlyMap<string, number> {
  return new Map(
    callsOf(messages, 'calculator').flatMap((call) => {
      const { expression } = call.arguments;
      const result = Number(resultOf(messages, call));
      return expression === undefined || !Number.isFinite(result) ? [] : [[expression, result] as const];
    }),
  );
}
