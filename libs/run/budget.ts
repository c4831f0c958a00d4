import type { BudgetKind } from '#events';
import type { AgentProfile } from './agent-state.js';
import { plus, NOTHING, type Amount } from './amount.js';
import { promptTokens } from './context-size.js';
import type { OpenTurn } from './open-turn.js';
import type { LiveRun } from './state.js';

const MILLION = 1_000_000;

/** An upper estimate of what one attempt uses: its prompt, and the longest answer. No money where the price is not known. */
export function reservationOf({ maxOutputTokens, price }: AgentProfile, size: number): Amount {
  const input = promptTokens(size);
  const dollars = price === undefined ? 0 : (input * price.input + maxOutputTokens * price.output) / MILLION;
  return { tokens: countable(input + maxOutputTokens), microDollars: countable(Math.ceil(dollars)) };
}

/** An event can name no larger number exactly. */
const countable = (amount: number): number => Math.min(amount, Number.MAX_SAFE_INTEGER);

/** The budget that has no room for this beside everything spent and all open reservations; undefined when it fits. */
export function budgetWithoutRoom(
  { terms: { budget }, spent, turns, wallDueAt }: LiveRun,
  wanted: Amount & { readonly turns: number },
  time: number,
): BudgetKind | undefined {
  const total = plus(plus(spent, reservedBy(turns)), wanted);
  if (exceeds(spent.turns + wanted.turns, budget.turns)) return 'turns';
  if (exceeds(total.tokens, budget.tokens)) return 'tokens';
  if (exceeds(total.microDollars, budget.microDollars)) return 'microDollars';
  return wallDueAt !== undefined && time >= wallDueAt ? 'wallMs' : undefined;
}

const exceeds = (amount: number, limit: number | undefined): boolean => limit !== undefined && amount > limit;

const reservedBy = (turns: readonly OpenTurn[]): Amount =>
  turns.reduce((sum, turn) => (turn.stage === 'backoff' ? sum : plus(sum, turn.reserved)), NOTHING);
