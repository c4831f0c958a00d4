import type { RunId } from '#events';
import { SPEND_FATES, type AgentCounts, type SpendFate } from '#read-models';
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

/** Attempts of one agent of which some row tells what they have used. */
export interface ToldAttempts {
  readonly runId: RunId;
  readonly agentId: string;
  readonly attempts: number;
}

export async function toldAttempts(db: Db, runIds: readonly RunId[]): Promise<readonly ToldAttempts[]> {
  if (runIds.length === 0) return [];
  const told = db
    .selectFrom('usage')
    .select(['runId', 'agentId', 'turnId', 'attempt'])
    .where('runId', 'in', runIds)
    .distinct();
  const rows = await db
    .selectFrom(told.as('told'))
    .select(({ fn }) => ['runId', 'agentId', fn.countAll().as('attempts')])
    .groupBy(['runId', 'agentId'])
    .execute();
  return rows.map(({ attempts, ...row }) => ({ ...row, attempts: Number(attempts) }));
}

export interface Spending {
  readonly rows: readonly SpendRow[];
  readonly told: readonly ToldAttempts[];
}
interface Attempts extends Pick<AgentCounts, 'requestedAttempts' | 'failedAttempts'> {
  readonly ended: boolean;
}

/**
 * Sums rows by fate; every fate is there. A failed attempt that has no row was cut off by its deadline, and what it used
 * is not known: it counts as lacking, also when a result that came too late has told it under `discarded`. So does, under
 * `discarded`, an attempt that was open when its run ended, until it has told what it used.
 */
export function spendOf({ rows, told }: Spending, { requestedAttempts, failedAttempts, ended }: Attempts): Spend {
  const totals = (fate: SpendFate) => rows.filter((row) => row.fate === fate).reduce(plus, NOTHING);
  const spend = Object.fromEntries(SPEND_FATES.map((fate) => [fate, totals(fate)])) as Record<SpendFate, SpendTotals>;
  const timedOut = failedAttempts - spend.failed.attempts;
  const untold = requestedAttempts - told.reduce((sum, { attempts }) => sum + attempts, 0);
  const cutOff = ended ? Math.max(0, untold - timedOut) : 0;
  return {
    ...spend,
    failed: plus(spend.failed, lost(timedOut)),
    discarded: plus(spend.discarded, lost(cutOff)),
  };
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
