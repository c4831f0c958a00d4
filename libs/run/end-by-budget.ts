import type { BudgetKind } from '#events';
import { coordinationOf } from '#coordination';
import { record, type Decision } from './decision.js';
import { viewOf, type LiveRun } from './state.js';

/** A budget ends the run with the best answers so far where there are any. */
export function endByBudget(decision: Decision, state: LiveRun, budget: BudgetKind): void {
  const answers = coordinationOf(state.terms.architecture)?.best(viewOf(state)) ?? [];
  if (answers.length > 0) {
    const because = 'budget_exhausted';
    record(decision, { type: 'RunCompleted', data: { answers: [...answers], because, budget } });
    return;
  }
  const message = `budget.${budget} has no room for another turn and nobody has answered yet: raise it`;
  record(decision, { type: 'RunFailed', data: { code: 'budget_exhausted', message, budget } });
}
