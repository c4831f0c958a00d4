import type { AgentId, AnswerRef } from '#events';
import { lostBy, statementsOf, type Ask, type Say, type Statement } from './activations.js';
import type { Activation, View } from './view.js';

/** A brief for one worker of the team. */
interface Brief {
  readonly statement: Statement;
  readonly to: AgentId;
}

/** What a plan hands out, in the order in which it does; nothing to strangers. */
export function briefsOf(view: View, plan: Activation): readonly Brief[] {
  const workers = workersOf(view);
  return statementsOf(plan).flatMap((statement) =>
    statement.control.kind === 'delegate' && workers.includes(statement.control.to)
      ? { statement, to: statement.control.to }
      : [],
  );
}

/** The briefs as messages, to those that are still there. */
export function delegationsOf(view: View, plan: Activation): readonly Say[] {
  const lost = lostBy(view, plan.round - 1);
  return briefsOf(view, plan)
    .filter(({ to }) => !lost.has(to))
    .map(({ statement: { agentId, part, round }, to }) => {
      return { move: 'say', from: agentId, to: [to], kind: 'delegate', round, part };
    });
}

/** The floor for every worker that was given a brief and is still there, in member order. */
export function workOf(view: View, plan: Activation, turns: number): readonly Ask[] {
  const briefed = new Set(delegationsOf(view, plan).flatMap(({ to }) => to));
  return workersOf(view)
    .filter((worker) => briefed.has(worker))
    .map((agentId) => ({ move: 'ask', agentId, round: plan.round, purpose: 'work', turns }));
}

/**
 * What comes back to the planner when the round's work is closed, in member order: reports, and an error for a briefed
 * worker that has failed, in this round or before it.
 */
export function returnsOf(view: View, plan: Activation): readonly Say[] {
  const briefed = new Set(briefsOf(view, plan).map(({ to }) => to));
  return workersOf(view)
    .filter((worker) => briefed.has(worker))
    .flatMap((worker) => [...reportsOf(view, plan, worker), ...errorsOf(view, plan, worker)]);
}

function reportsOf(view: View, plan: Activation, worker: AgentId): readonly Say[] {
  return reportsBy(view, worker)
    .filter(({ round }) => round === plan.round)
    .map(({ part, round }) => ({ move: 'say', from: worker, to: [plan.agentId], kind: 'report', round, part }));
}

function errorsOf(view: View, { agentId, round }: Activation, worker: AgentId): readonly Say[] {
  return view.activations.flatMap((activation): Say | [] => {
    if (activation.agentId !== worker || activation.outcome.status !== 'failed') return [];
    const part = { turnId: activation.outcome.turnId, index: 0 };
    return { move: 'say', from: worker, to: [agentId], kind: 'error', round, part };
  });
}

/** The last report of each worker that has given one, in member order. */
export const lastReports = (view: View): readonly AnswerRef[] =>
  workersOf(view).flatMap((agentId) =>
    reportsBy(view, agentId)
      .slice(-1)
      .map(({ part }) => ({ agentId, part })),
  );

const reportsBy = (view: View, worker: AgentId): readonly Statement[] =>
  view.activations
    .filter(({ agentId }) => agentId === worker)
    .flatMap(statementsOf)
    .filter(({ control }) => control.kind === 'report');

const workersOf = (view: View): readonly AgentId[] =>
  view.team.filter(({ role }) => role === 'worker').map(({ agentId }) => agentId);
