import type { RunId } from '#events';
import { SPEND_FATES, type SpendFate } from '#read-models';
import type { Db } from './database.js';
import type { Spend, SpendTotals } from './port.js';

/** What one agent of a run has spent with one fate. */
export interface SpendRow extends SpendTotals {
  readonly runId: RunId;
  readonly agentId: string;
  readonly fate: SpendFate;
}

const NOTHING: SpendTotals = { attempts: 0, input: 0, output: 0, microDollars: 0, withoutUsage: 0, withoutCost: 0 };

export async function spendRows(db: Db, runIds: readonly RunId[]): Promise<readonly SpendRow[]> {
  if (runIds.length === 0) return [];
  const rows = await db
    .selectFrom('usage')
    .select(({ fn }) => [
      'runId',
      'agentId',
      'fate',
      fn.countAll().as('attempts'),
      fn.sum('input').as('input'),
      fn.sum('output').as('output'),
      fn.sum('microDollars').as('microDollars'),
      fn.count('input').as('withUsage'),
      fn.count('microDollars').as('withCost'),
    ])
    .where('runId', 'in', runIds)
    .groupBy(['runId', 'agentId', 'fate'])
    .execute();
  return rows.map((row) => ({
    runId: row.runId,
    agentId: row.agentId,
    fate: row.fate,
    attempts: Number(row.attempts),
    input: Number(row.input),
    output: Number(row.output),
    microDollars: Number(row.microDollars),
    withoutUsage: Number(row.attempts) - Number(row.withUsage),
    withoutCost: Number(row.attempts) - Number(row.withCost),
  }));
}

/**
 * Sums rows by fate; every fate is there. A failed attempt that has no row was cut off by its deadline, and what it used
 * is not known: it counts as lacking, also when a result that came too late has told it under `discarded`.
 */
export function spendOf(rows: readonly SpendRow[], failedAttempts: number): Spend {
  const totals = (fate: SpendFate) => rows.filter((row) => row.fate === fate).reduce(plus, NOTHING);
  const spend = Object.fromEntries(SPEND_FATES.map((fate) => [fate, totals(fate)])) as Record<SpendFate, SpendTotals>;
  return { ...spend, failed: plus(spend.failed, lost(failedAttempts - spend.failed.attempts)) };
}

const lost = (attempts: number): SpendTotals => ({
  ...NOTHING,
  attempts,
  withoutUsage: attempts,
  withoutCost: attempts,
});

const plus = (a: SpendTotals, b: SpendTotals): SpendTotals => ({
  attempts: a.attempts + b.attempts,
  input: a.input + b.input,
  output: a.output + b.output,
  microDollars: a.microDollars + b.microDollars,
  withoutUsage: a.withoutUsage + b.withoutUsage,
  withoutCost: a.withoutCost + b.withoutCost,
});
