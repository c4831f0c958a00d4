import type { TaskRef } from '#events';
import { planOf, type ReferencePlan } from '#tasks';

const plans = new Map<string, ReferencePlan | undefined>();

/** Plans are asked for at every turn, and made by generating their task: each is made once. */
export function plan(ref: TaskRef): ReferencePlan | undefined {
  const key = JSON.stringify(ref);
  if (!plans.has(key)) plans.set(key, planOf(ref));
  return plans.get(key);
}

/** The same without a tool that an answer could be tried out with. */
export function planWithoutCheck(ref: TaskRef): ReferencePlan | undefined {
  const whole = plan(ref);
  if (whole === undefined) return undefined;
  const { check: _check, ...rest } = whole;
  return rest;
}
