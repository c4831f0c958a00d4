import { asAgentId, type AgentId, type FailureCode, type Parameters } from '#events';
import { answerOf, currentRound, outstanding, statementsOf, unsaid, type Ask } from '../activations.js';
import type { Architecture, ParameterInfo } from '../architecture.js';
import { briefsOf, delegationsOf, lastReports, returnsOf, workOf } from '../delegation.js';
import { answered, noAnswer } from '../endings.js';
import { valueOf } from '../parameters.js';
import { membersNamed } from '../team.js';
import type { Activation, Move, Purpose, View } from '../view.js';

const WORKERS: ParameterInfo = {
  name: 'workers',
  meaning: 'workers beside the orchestrator',
  default: 3,
  min: 1,
  max: 64,
  source: 'paper',
};
const ROUNDS: ParameterInfo = {
  name: 'rounds',
  meaning: 'rounds of planning, delegating and reporting at most',
  default: 5,
  min: 1,
  max: 100,
  source: 'paper',
};
const TURNS: ParameterInfo = {
  name: 'turnsPerRound',
  meaning: 'turns that each agent may take whenever it has the floor',
  default: 3,
  min: 1,
  max: 1_000,
  source: 'paper',
};

/** An orchestrator hands out work, reads the reports, and in the end makes one answer of them. */
export const centralized: Architecture = {
  name: 'centralized',
  description: 'An orchestrator delegates to workers in rounds, reads their reports, and gives the one answer.',
  parameters: [WORKERS, ROUNDS, TURNS],
  purposes: ['plan', 'work', 'synthesise'],
  sizedBy: WORKERS.name,
  team: (parameters: Parameters) => [
    { agentId: asAgentId('orchestrator'), role: 'orchestrator' },
    ...membersNamed('worker', valueOf(parameters, WORKERS), 'worker'),
  ],
  next,
  /** An orchestrator's answer ends the run, so before its end there are only reports. */
  best: lastReports,
};

function next(view: View): readonly Move[] {
  const round = currentRound(view);
  return (
    outstanding(view, leads(view, round, 'plan')) ??
    heldIn(view, round, 'plan').flatMap((plan) => afterPlan(view, plan))
  );
}

function afterPlan(view: View, plan: Activation): readonly Move[] {
  const { agentId, outcome } = plan;
  if (outcome.status === 'failed') return [orchestratorLost(view, agentId, outcome.code)];
  const answer = answerOf(plan);
  if (answer !== undefined) return [answered([answer])];
  const waiting = outstanding(view, workOf(view, plan, valueOf(view.parameters, TURNS)));
  if (waiting === undefined) return afterWork(view, plan);
  return [...unsaid(view, delegationsOf(view, plan)), ...waiting];
}

function afterWork(view: View, plan: Activation): readonly Move[] {
  const { round } = plan;
  const says = unsaid(view, returnsOf(view, plan));
  if (!isLast(view, plan)) return [...says, ...leads(view, round + 1, 'plan')];
  const waiting = outstanding(view, leads(view, round, 'synthesise'));
  return waiting !== undefined
    ? [...says, ...waiting]
    : heldIn(view, round, 'synthesise').map((last) => conclude(view, last));
}

/** The rounds are used up, or the orchestrator has said that it is done and handed nothing out. */
const isLast = (view: View, plan: Activation): boolean =>
  plan.round === valueOf(view.parameters, ROUNDS) ||
  (briefsOf(view, plan).length === 0 && statementsOf(plan).some(({ control }) => control.kind === 'finish'));

function conclude(view: View, synthesis: Activation): Move {
  const { agentId, outcome } = synthesis;
  if (outcome.status === 'failed') return orchestratorLost(view, agentId, outcome.code);
  const answer = answerOf(synthesis);
  return answer === undefined ? noAnswer(`${agentId} gave no answer when it was asked for one`) : answered([answer]);
}

/** Without its orchestrator the team's last reports are what there is. */
function orchestratorLost(view: View, agentId: AgentId, code: FailureCode): Move {
  const reports = lastReports(view);
  if (reports.length > 0) return { move: 'finish', answers: reports, because: 'member_lost' };
  return { move: 'fail', code, message: `${agentId} failed with ${code} before any worker had reported` };
}

/** The one activation of this purpose in a round. */
const heldIn = (view: View, round: number, purpose: Purpose): readonly Activation[] =>
  view.activations.filter((one) => one.round === round && one.purpose === purpose);

function leads(view: View, round: number, purpose: Purpose): readonly Ask[] {
  const turns = valueOf(view.parameters, TURNS);
  return view.team
    .filter(({ role }) => role === 'orchestrator')
    .map(({ agentId }) => ({ move: 'ask', agentId, round, purpose, turns }));
}
