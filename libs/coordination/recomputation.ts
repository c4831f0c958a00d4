import type { AgentId } from '#events';
import { statementsOf } from './activations.js';
import { nextPresent, type Claim, type Remark } from './claim.js';
import { briefsOf } from './delegation.js';
import { isOn } from './mechanism.js';
import { RECOMPUTATION, VERIFY_TURNS } from './mechanisms.js';
import { valueOf } from './parameters.js';
import { floor, tell, type Protocol, type Say, type Table } from './protocol.js';
import type { Activation } from './view.js';

/**
 * The reports of a round, each with a second result of the same briefs beside it. The next worker present works it out; it
 * is given the briefs and has not been shown the report. The only worker that is left does it itself, in a turn of its own
 * but with its report before it: it checks less then. Reports are texts and have no key to be compared by, so whoever
 * reads them is given both. A verifier that is lost or says nothing leaves the report as it is.
 */
export function* recomputed(table: Table, plan: Activation, claims: readonly Claim[]): Protocol<readonly Claim[]> {
  if (!isOn(table.parameters, RECOMPUTATION)) return claims;
  const pairs = claims.map((claim) => ({ claim, verifier: nextPresent(table, claim.author) ?? claim.author }));
  yield* tell(pairs.flatMap(({ claim: { author }, verifier }) => briefSays(table, plan, { author, verifier })));
  const verifiers = pairs.map(({ verifier }) => verifier);
  const turns = valueOf(table.parameters, VERIFY_TURNS);
  const held = yield* floor(table, verifiers, { round: plan.round, purpose: 'verify', turns });
  return pairs.map(({ claim, verifier }) => {
    const second = held.filter(({ agentId }) => agentId === verifier).flatMap(secondResults);
    return { ...claim, remarks: [...claim.remarks, ...second] };
  });
}

interface Reader {
  readonly author: AgentId;
  readonly verifier: AgentId;
}

/** Its author has the briefs already. */
const briefSays = (table: Table, plan: Activation, { author, verifier }: Reader): readonly Say[] =>
  briefsOf(table, plan)
    .filter(({ to }) => to === author && to !== verifier)
    .map(({ statement: { agentId, part, round } }) => {
      return { move: 'say', from: agentId, to: [verifier], kind: 'delegate', round, part };
    });

const secondResults = (activation: Activation): readonly Remark[] =>
  statementsOf(activation)
    .filter(({ control }) => control.kind === 'report')
    .map(({ agentId, part }) => ({ from: agentId, kind: 'finding', part }));
