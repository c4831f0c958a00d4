import type { MathJsInstance } from 'mathjs';

let loaded: Promise<MathJsInstance> | undefined;

/** What an agent works out in its head; undefined when there is no finite result. The library is loaded at first use. */
export async function workedOut(expression: string): Promise<number | undefined> {
  loaded ??= import('mathjs').then(({ create, all = {} }) => create(all, { number: 'BigNumber', precision: 64 }));
  const math = await loaded;
  const result = Number(math.evaluate(expression));
  return Number.isFinite(result) ? result : undefined;
}
