import { NO_COUNTS, type AgentCounts, type Change, type RunRow, type Tables } from '#read-models';
import type { Db } from './database.js';
import type { CountsOfAgent, RunMove, Statements } from './statements.js';

type Of<Kind extends Change['change']> = Extract<Change, { readonly change: Kind }>;

/**
 * Applies the changes of a batch of events: new rows first, then one update per agent and per run. That gives the same
 * rows as one by one, since no row is inserted after a change of it and counts commute.
 */
export async function applyChanges(db: Db, statements: Statements, changes: readonly Change[]): Promise<void> {
  for (const [table, rows] of newRows(changes)) await statements.insert(db, table, rows);
  for (const change of changes) await applyToAttemptOrApproval(db, change);
  await statements.addCounts(db, summedCounts(changes));
  await updateRuns(db, statements, mergedRuns(changes));
}

/** Nearly all events do no more to their run's row than move it. */
async function updateRuns(db: Db, statements: Statements, runs: ReturnType<typeof mergedRuns>): Promise<void> {
  const moves: RunMove[] = [];
  for (const [runId, { sequence, updatedAt, ...set }] of runs) {
    if (sequence !== undefined && updatedAt !== undefined) moves.push({ runId, sequence, updatedAt });
    if (Object.keys(set).length > 0) await statements.updateRun(db, runId, set);
  }
  await statements.moveRuns(db, moves);
}

function newRows(changes: readonly Change[]): ReadonlyMap<keyof Tables, readonly object[]> {
  const tables = new Map<keyof Tables, object[]>();
  for (const change of changes) {
    if (change.change !== 'insert') continue;
    const rows = tables.get(change.table);
    if (rows === undefined) tables.set(change.table, [change.row]);
    else rows.push(change.row);
  }
  return tables;
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

function summedCounts(changes: readonly Change[]): readonly CountsOfAgent[] {
  const sums = new Map<string, CountsOfAgent>();
  for (const change of changes) {
    if (change.change !== 'count') continue;
    const { runId, agentId, add } = change;
    const key = `${runId}/${agentId}`;
    sums.set(key, { runId, agentId, ...plus(sums.get(key) ?? NO_COUNTS, add) });
  }
  return [...sums.values()];
}

const plus = (counts: AgentCounts, add: Partial<AgentCounts>): AgentCounts => ({
  turns: counts.turns + (add.turns ?? 0),
  messages: counts.messages + (add.messages ?? 0),
  toolCalls: counts.toolCalls + (add.toolCalls ?? 0),
  requestedAttempts: counts.requestedAttempts + (add.requestedAttempts ?? 0),
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
