import type { Command } from 'commander';
import type { Budget } from '#events';
import { microDollars, secondsAsMs, wholeNumber } from './numbers.js';

export interface BudgetOptions {
  readonly budgetTurns?: number;
  readonly budgetTokens?: number;
  readonly budgetUsd?: number;
  readonly budgetSeconds?: number;
}

export const withBudgetOptions = (command: Command): Command =>
  command
    .option('--budget-turns <n>', 'model calls that a run may make', wholeNumber(1))
    .option('--budget-tokens <n>', 'tokens that a run may use', wholeNumber(1))
    .option('--budget-usd <amount>', 'dollars that a run may cost; needs known prices', microDollars)
    .option('--budget-seconds <n>', 'seconds that a run may last', secondsAsMs);

/** The budget that the options name; undefined when they name none. */
export function budgetOf(options: BudgetOptions): Budget | undefined {
  const { budgetTurns, budgetTokens, budgetUsd, budgetSeconds } = options;
  const budget: Budget = {
    ...(budgetTurns === undefined ? {} : { turns: budgetTurns }),
    ...(budgetTokens === undefined ? {} : { tokens: budgetTokens }),
    ...(budgetUsd === undefined ? {} : { microDollars: budgetUsd }),
    ...(budgetSeconds === undefined ? {} : { wallMs: budgetSeconds }),
  };
  return Object.keys(budget).length === 0 ? undefined : budget;
}
