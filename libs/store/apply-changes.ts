import type { AgentCounts, Change, RunRow } from '#read-models';
import type { Db } from './database.js';
import type { Statements } from './statements.js';

type Of<Kind extends Change['change']> = Extract<Change, { readonly change: Kind }>;

/**
 * Applies the changes of a batch of events: new rows first, then one update per agent and per run. That gives the same
 * rows as one by one, since no row is inserted after a change of it and counts commute.
 */
export async function applyChanges(db: Db, statements: Statements, changes: readonly Change[]): Promise<void> {
  for (const change of changes) {
    if (change.change === 'insert') await statements.insert(db, change.table, change.row);
  }
  for (const change of changes) await applyToAttemptOrApproval(db, change);
  for (const { agent, counts } of summedCounts(changes)) await statements.addCounts(db, agent, counts);
  for (const [runId, set] of mergedRuns(changes)) await statements.updateRun(db, runId, set);
}

async function applyToAttemptOrApproval(db: Db, change: Change): Promise<void> {
  if (change.change === 'settle') await settle(db, change);
  if (change.change === 'resolve') await resolve(db, change);
  if (change.change === 'void-approvals') await voidApprovals(db, change);
}

async function settle(db: Db, { runId, turnId, attempt, fate }: Of<'settle'>): Promise<void> {
  await db
    .updateTable('usage')
    .set({ fate })
    .where('runId', '=', runId)
    .where('turnId', '=', turnId)
    .where('attempt', '=', attempt)
    .where('fate', '=', 'answered')
    .execute();
}

async function resolve(db: Db, { runId, approvalId, set }: Of<'resolve'>): Promise<void> {
  await db.updateTable('approvals').set(set).where('runId', '=', runId).where('approvalId', '=', approvalId).execute();
}

async function voidApprovals(db: Db, { runId, at }: Of<'void-approvals'>): Promise<void> {
  await db
    .updateTable('approvals')
    .set({ status: 'void', resolvedAt: at })
    .where('runId', '=', runId)
    .where('status', '=', 'open')
    .execute();
}

const NONE: AgentCounts = { turns: 0, messages: 0, toolCalls: 0, failedAttempts: 0, discardedAttempts: 0 };

interface SummedCounts {
  readonly agent: Pick<Of<'count'>, 'runId' | 'agentId'>;
  readonly counts: AgentCounts;
}

function summedCounts(changes: readonly Change[]): readonly SummedCounts[] {
  const sums = new Map<string, SummedCounts>();
  for (const change of changes) {
    if (change.change !== 'count') continue;
    const key = `${change.runId}/${change.agentId}`;
    const counts = sums.get(key)?.counts ?? NONE;
    sums.set(key, { agent: change, counts: plus(counts, change.add) });
  }
  return [...sums.values()];
}

const plus = (counts: AgentCounts, add: Partial<AgentCounts>): AgentCounts => ({
  turns: counts.turns + (add.turns ?? 0),
  messages: counts.messages + (add.messages ?? 0),
  toolCalls: counts.toolCalls + (add.toolCalls ?? 0),
  failedAttempts: counts.failedAttempts + (add.failedAttempts ?? 0),
  discardedAttempts: counts.discardedAttempts + (add.discardedAttempts ?? 0),
});

/** One set of columns per run: the later event wins. */
function mergedRuns(changes: readonly Change[]): ReadonlyMap<RunRow['runId'], Partial<RunRow>> {
  const runs = new Map<RunRow['runId'], Partial<RunRow>>();
  for (const change of changes) {
    if (change.change === 'run') runs.set(change.runId, { ...runs.get(change.runId), ...change.set });
  }
  return runs;
}
