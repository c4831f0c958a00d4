import type { SpendTotals } from '../api/run-view.js';
import { count, dollars, UNKNOWN } from './numbers.js';

/** What was spent in all, whatever became of the attempts. */
function inAll(spend: Readonly<Record<string, SpendTotals>>): SpendTotals {
  const sum = (pick: (totals: SpendTotals) => number) =>
    Object.values(spend).reduce((total, one) => total + pick(one), 0);
  return {
    attempts: sum(({ attempts }) => attempts),
    input: sum(({ input }) => input),
    output: sum(({ output }) => output),
    microDollars: sum(({ microDollars }) => microDollars),
    withoutUsage: sum(({ withoutUsage }) => withoutUsage),
    withoutCost: sum(({ withoutCost }) => withoutCost),
  };
}

/** Input and output tokens; a lower bound says so, and nothing known is not 0. */
export function tokensText(spend: Readonly<Record<string, SpendTotals>>): string {
  const { attempts, input, output, withoutUsage } = inAll(spend);
  return bounded(count(input + output), attempts, withoutUsage);
}

export function costText(spend: Readonly<Record<string, SpendTotals>>): string {
  const { attempts, microDollars, withoutCost } = inAll(spend);
  return bounded(dollars(microDollars), attempts, withoutCost);
}

function bounded(text: string, attempts: number, lacking: number): string {
  if (attempts > 0 && lacking === attempts) return UNKNOWN;
  return lacking > 0 ? `at least ${text}` : text;
}
