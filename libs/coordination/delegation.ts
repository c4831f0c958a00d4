import type { AgentId, AnswerRef, ControlFact } from '#events';
import { statementsOf, type Statement } from './activations.js';
import { claimSays, type Claim } from './claim.js';
import type { Say, Table } from './protocol.js';
import type { Activation, View } from './view.js';

/** A brief for one worker of the team. */
interface Brief {
  readonly statement: Statement;
  readonly to: AgentId;
}

/** What a plan hands out, in the order in which it does; nothing to strangers. */
export function briefsOf(table: Table, plan: Activation): readonly Brief[] {
  const workers = workersOf(table);
  return statementsOf(plan).flatMap((statement) =>
    statement.control.kind === 'delegate' && workers.includes(statement.control.to)
      ? { statement, to: statement.control.to }
      : [],
  );
}

/** The briefs as messages, to those that are still there. */
export function delegationsOf(table: Table, plan: Activation): readonly Say[] {
  return briefsOf(table, plan)
    .filter(({ to }) => !table.lost.has(to))
    .map(({ statement: { agentId, part, round }, to }) => {
      return { move: 'say', from: agentId, to: [to], kind: 'delegate', round, part };
    });
}

/**
 * What comes back to the planner when the round's work is closed, in member order: what each briefed worker has found,
 * and an error for one that has failed, in this round or before it.
 */
export function returnsOf(table: Table, plan: Activation, claims: readonly Claim[]): readonly Say[] {
  const briefed = new Set(briefsOf(table, plan).map(({ to }) => to));
  const said = { kind: 'report', round: plan.round } as const;
  return workersOf(table)
    .filter((worker) => briefed.has(worker))
    .flatMap((worker) => [
      ...claims.filter(({ author }) => author === worker).flatMap((claim) => claimSays(claim, [plan.agentId], said)),
      ...errorsOf(table, plan, worker),
    ]);
}

function errorsOf({ lost }: Table, { agentId, round }: Activation, worker: AgentId): readonly Say[] {
  const failed = lost.get(worker);
  if (failed === undefined) return [];
  const part = { turnId: failed.outcome.turnId, index: 0 };
  return [{ move: 'say', from: worker, to: [agentId], kind: 'error', round, part }];
}

/** What a worker's activations for these purposes find, each by statements of one kind. */
const FINDING_KIND: Readonly<Partial<Record<Activation['purpose'], ControlFact['kind']>>> = {
  work: 'report',
  revise: 'revise',
  exchange: 'revise',
};

/** What a worker's activation has found; a second result of another's brief does not count. */
export function claimsIn(activation: Activation): readonly Claim[] {
  const kind = FINDING_KIND[activation.purpose];
  const parts = statementsOf(activation).flatMap(({ part, control }) => (control.kind === kind ? [part] : []));
  return parts.length === 0 ? [] : [{ author: activation.agentId, parts, remarks: [] }];
}

/** The last thing that each worker has found, in member order. */
export const lastFindings = (past: Pick<View, 'team' | 'activations'>): readonly AnswerRef[] =>
  workersOf(past).flatMap((agentId) =>
    past.activations
      .filter((activation) => activation.agentId === agentId)
      .flatMap(claimsIn)
      .flatMap(({ parts }) => parts)
      .slice(-1)
      .map((part) => ({ agentId, part })),
  );

const workersOf = ({ team }: Pick<View, 'team'>): readonly AgentId[] =>
  team.filter(({ role }) => role === 'worker').map(({ agentId }) => agentId);
