import type { Usage } from '#events';
import type { Spend } from '#trajectory';
import { absent, known, total, type Measure } from './measure.js';

/** What all attempts at model calls used together: recorded, failed, discarded and cut off ones. */
export interface Spending {
  readonly inputTokens: Measure;
  readonly outputTokens: Measure;
  /** Input and output. */
  readonly tokens: Measure;
  readonly microDollars: Measure;
  /** Calls whose usage is an estimate of ours, not the vendor's report. */
  readonly estimatedCalls: number;
  /** Attempts that left no trace: what they used cannot be known, and is in none of the sums. */
  readonly lostAttempts: number;
}

export function spendingOf(attempts: readonly Spend[]): Spending {
  const calls = attempts.filter(hasUsage);
  if (calls.length === 0 && attempts.length > 0) return unknownSpending(attempts.length);
  const inputTokens = sumOf(calls, 'input tokens', ({ usage }) => usage.input);
  const outputTokens = sumOf(calls, 'output tokens', ({ usage }) => usage.output);
  return {
    inputTokens,
    outputTokens,
    tokens: total([inputTokens, outputTokens]),
    microDollars: sumOf(calls, 'cost', ({ cost }) => cost),
    estimatedCalls: calls.filter(({ usage }) => usage.source === 'estimated').length,
    lostAttempts: attempts.length - calls.length,
  };
}

/** Where nothing is known of any attempt, the sum is not 0. */
function unknownSpending(lostAttempts: number): Spending {
  const unknown = absent(`no attempt has told what it used, of ${lostAttempts}`);
  return {
    inputTokens: unknown,
    outputTokens: unknown,
    tokens: unknown,
    microDollars: unknown,
    estimatedCalls: 0,
    lostAttempts,
  };
}

type Call = Spend & { readonly usage: Usage };
const hasUsage = (spend: Spend): spend is Call => spend.usage !== undefined;

function sumOf(calls: readonly Call[], what: string, of: (call: Call) => number | undefined): Measure {
  const amounts = calls.map(of).filter((amount) => amount !== undefined);
  const unknown = calls.length - amounts.length;
  if (unknown > 0) return absent(`the ${what} of ${unknown} of ${calls.length} model calls is not known`);
  return total(amounts.map(known));
}
