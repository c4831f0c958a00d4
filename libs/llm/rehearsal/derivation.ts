import { filledIn, plainNumber } from '#tasks';
import { workedOut } from './arithmetic.js';
import { shownNumber } from './figures.js';
import { isUsable, ownCalls, type Scene } from './scene.js';

/** Steps from facts to the answer that are ready to be calculated and have not been; none when there is no calculator. */
export async function pendingCalculations(
  scene: Scene,
  facts: ReadonlyMap<string, string>,
): Promise<readonly string[]> {
  if (!isUsable(scene, 'calculator')) return [];
  const { pending } = await derive(scene, facts, () => Promise.resolve(undefined));
  return pending;
}

/** The answer that follows from these facts, worked out in the head where it has not been calculated. */
export async function answerFrom(scene: Scene, facts: ReadonlyMap<string, string>): Promise<string | undefined> {
  const { values } = await derive(scene, facts, workedOut);
  return values.get(scene.plan.answer);
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
function calculatedBefore(scene: Scene): ReadonlyMap<string, number> {
  const asked = new Map(ownCalls(scene, 'calculator', 'expression').map(({ callId, argument }) => [callId, argument]));
  return new Map(
    scene.request.messages.flatMap((message) => {
      if (message.role !== 'tool' || message.name !== 'calculator') return [];
      const expression = asked.get(message.callId);
      const result = Number(message.text);
      return expression === undefined || !Number.isFinite(result) ? [] : [[expression, result] as const];
    }),
  );
}
