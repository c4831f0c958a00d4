import type { GivenAnswer } from './activations.js';
import { remarkSay } from './claim.js';
import type { Backing } from './consensus.js';
import { RATIFY_TURNS } from './mechanisms.js';
import { valueOf } from './parameters.js';
import { reviewOf } from './peer-verification.js';
import { floor, presentAt, tell, type Protocol, type Table } from './protocol.js';

/**
 * Puts an orchestrator's answer to all workers present, and their verdicts to the orchestrator. A worker that says nothing
 * is not behind the answer; one that is lost has no objection.
 */
export function* ratified(table: Table, { agentId: lead, part, round }: GivenAnswer): Protocol<Backing> {
  const workers = presentAt(table, 'worker');
  yield* tell(workers.length === 0 ? [] : [{ move: 'say', from: lead, to: workers, kind: 'synthesis', round, part }]);
  const turns = valueOf(table.parameters, RATIFY_TURNS);
  const held = yield* floor(table, workers, { round, purpose: 'ratify', turns });
  const reviews = held.flatMap((activation) => reviewOf(activation) ?? []);
  yield* tell(reviews.map((review) => remarkSay(review, [lead], round)));
  return { behind: reviews.filter(({ accepted }) => accepted).length, present: presentAt(table, 'worker').length };
}
