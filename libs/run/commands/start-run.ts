import type { CommandData, CommandOf, RejectionCode } from '#events';
import { coordinationOf } from '#coordination';
import { advance } from '../advance.js';
import { record, reject, type Decision } from '../decision.js';
import { modelsOf } from '../started.js';

/** The first command of a run. What the gateway could not refuse is refused here, as the stream's only event. */
export function startRun(decision: Decision, { data }: CommandOf<'StartRun'>): void {
  const refusal = refusalOf(data);
  if (refusal !== undefined) {
    reject(decision, refusal.code, refusal.message);
    return;
  }
  record(decision, { type: 'RunStarted', data });
  advance(decision);
}

interface Refusal {
  readonly code: RejectionCode;
  readonly message: string;
}

function refusalOf({ system, prices, budget }: CommandData<'StartRun'>): Refusal | undefined {
  const coordination = coordinationOf(system.architecture);
  if (coordination === undefined) {
    const message = `system.architecture: ${system.architecture} is not known here; use one that GET /v1/systems lists`;
    return { code: 'architecture_unknown', message };
  }
  const problem = coordination.check(system.agents, system.parameters);
  if (problem !== undefined) return { code: 'team_invalid', message: `system: ${problem}` };
  const unpriced = system.agents.flatMap(({ model }) => modelsOf(model)).find((model) => prices[model] === undefined);
  if (unpriced === undefined || budget.microDollars === undefined) return undefined;
  const message = `budget.microDollars: the price of ${unpriced} is not known; give one in prices, or leave the money budget out`;
  return { code: 'price_unknown', message };
}
