import type { CallReport } from '#events';
import type { AttributePart } from './attributes.js';

/** Sums over a run or an activation while it goes on. */
export interface Totals {
  turns: number;
  failedAttempts: number;
  toolCalls: number;
  readonly inputTokens: Sum;
  readonly outputTokens: Sum;
  readonly microUsd: Sum;
}

/** Undefined once a part of it is not known. */
interface Sum {
  value: number | undefined;
}

export const noTotals = (): Totals => ({
  turns: 0,
  failedAttempts: 0,
  toolCalls: 0,
  inputTokens: { value: 0 },
  outputTokens: { value: 0 },
  microUsd: { value: 0 },
});

/** Calls that have left no trace are in no sum. */
export function addReport(totals: Totals, { usage, cost }: CallReport): void {
  add(totals.inputTokens, usage.input);
  add(totals.outputTokens, usage.output);
  add(totals.microUsd, cost);
}

function add(sum: Sum, amount: number | undefined): void {
  sum.value = sum.value === undefined || amount === undefined ? undefined : sum.value + amount;
}

export const totalAttributes = (totals: Totals): AttributePart => ({
  'parley.total.turns': totals.turns,
  'parley.total.failed_attempts': totals.failedAttempts,
  'parley.total.tool_calls': totals.toolCalls,
  'parley.total.input_tokens': totals.inputTokens.value,
  'parley.total.output_tokens': totals.outputTokens.value,
  'parley.total.cost_micro_usd': totals.microUsd.value,
});
