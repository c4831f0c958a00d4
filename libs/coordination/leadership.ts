import { asAgentId, type AnswerRef, type Parameters } from '#events';
import { answerOf, answersInOrder, hasFailed, refOf, statementsOf } from './activations.js';
import type { Claim } from './claim.js';
import { briefsOf, claimsIn, delegationsOf, lastFindings, returnsOf } from './delegation.js';
import { orchestratorLost } from './endings.js';
import { lead, TURNS } from './lead.js';
import { isOn } from './mechanism.js';
import { ACCOUNT } from './mechanisms.js';
import { valueOf, type ParameterInfo } from './parameters.js';
import { peerVerified } from './peer-verification.js';
import { floor, tell, type Protocol, type Table } from './protocol.js';
import { recomputed } from './recomputation.js';
import { concluded, settled } from './synthesis.js';
import { membersNamed } from './team.js';
import type { Activation, Member, View } from './view.js';

export const WORKERS: ParameterInfo = {
  name: 'workers',
  meaning: 'workers beside the orchestrator',
  default: 3,
  min: 1,
  max: 64,
  source: 'paper',
};
export const ROUNDS: ParameterInfo = {
  name: 'rounds',
  meaning: 'rounds of planning, delegating and reporting at most',
  default: 5,
  min: 1,
  max: 100,
  source: 'paper',
};

export const ledTeam = (parameters: Parameters): readonly Member[] => [
  { agentId: asAgentId('orchestrator'), role: 'orchestrator' },
  ...membersNamed('worker', valueOf(parameters, WORKERS), 'worker'),
];

/** What workers say to each other about a round's findings before their orchestrator gets them. */
export type Lateral = (table: Table, claims: readonly Claim[], round: number) => Protocol<readonly Claim[]>;

/** An orchestrator plans and delegates in rounds, is given what comes back, and in the end answers for the team. */
export function* led(table: Table, lateral?: Lateral): Protocol {
  const turns = valueOf(table.parameters, TURNS);
  for (let round = 1; ; round++) {
    const plan = yield* lead(table, { round, purpose: 'plan', turns });
    if (hasFailed(plan)) return [orchestratorLost(table, plan)];
    const answer = answerOf(plan);
    if (answer !== undefined)
      return yield* isOn(table.parameters, ACCOUNT) ? concluded(table, round) : settled(table, answer);
    yield* delegated(table, plan, lateral);
    if (isLast(table, plan)) return yield* concluded(table, round);
  }
}

function* delegated(table: Table, plan: Activation, lateral?: Lateral): Protocol<void> {
  const { round } = plan;
  const briefs = delegationsOf(table, plan);
  yield* tell(briefs);
  const briefed = briefs.flatMap(({ to }) => to);
  const held = yield* floor(table, briefed, { round, purpose: 'work', turns: valueOf(table.parameters, TURNS) });
  const reported = held.flatMap(claimsIn);
  const twofold = yield* recomputed(table, plan, reported);
  const reviewed = yield* peerVerified(table, twofold, { round, reply: 'revise' });
  const claims = lateral === undefined ? reviewed : yield* lateral(table, reviewed, round);
  yield* tell(returnsOf(table, plan, claims));
}

/** The rounds are used up, or the orchestrator has said that it is done and handed nothing out. */
const isLast = (table: Table, plan: Activation): boolean =>
  plan.round === valueOf(table.parameters, ROUNDS) ||
  (briefsOf(table, plan).length === 0 && statementsOf(plan).some(({ control }) => control.kind === 'finish'));

/** An answer of the orchestrator that has not ended the run, else the last thing that each worker has found. */
export function bestLed(view: View): readonly AnswerRef[] {
  const leads = view.team.filter(({ role }) => role === 'orchestrator').map(({ agentId }) => agentId);
  const answer = answersInOrder(view).findLast(({ agentId }) => leads.includes(agentId));
  return answer === undefined ? lastFindings(view) : [refOf(answer)];
}
