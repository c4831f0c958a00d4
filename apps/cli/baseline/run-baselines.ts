import pLimit from 'p-limit';
import type { RunEvent } from '#events';
import { runMetricsOf } from '#metrics';
import { trajectoryOf } from '#trajectory';
import { allOf } from '../api/all-of.js';
import type { Api } from '../api/api.js';
import { followRun } from '../api/follow-run.js';
import { startRun } from '../api/start-run.js';
import { purseOf, whyClosed, type Purse } from '../comparison/purse.js';
import type { PairedRun } from './missing-baselines.js';

interface BaselineRun {
  readonly runId: string;
  readonly status: string;
}

export interface BaselineRuns {
  readonly runs: readonly BaselineRun[];
  /** Why not all were run. */
  readonly stopped?: string;
}

/** How far it may go. Money in micro-dollars. */
export interface BaselineLimits {
  readonly concurrency: number;
  /** Of all; without one it is that of a live demo for runs that a vendor is paid for, and none for others. */
  readonly maxCost?: number;
  /** What each may cost; without it a run is expected to cost no more than the team that it is compared with. */
  readonly each?: number;
}

/** As for a live demo. */
export const DEFAULT_MAX_COST = 1_000_000;

/** Runs them to their ends, in their order, as many as the cap allows: one for which there might be too little is not started. */
export async function runBaselines(
  api: Api,
  missing: readonly PairedRun[],
  { concurrency, maxCost, each }: BaselineLimits,
): Promise<BaselineRuns> {
  const limit = pLimit(concurrency);
  const cap = maxCost ?? DEFAULT_MAX_COST;
  const purse = purseOf({ cap, each: each ?? Math.max(0, ...missing.map(({ expected }) => expected)) });
  const isCapped = ({ isPaid }: PairedRun): boolean => maxCost !== undefined || isPaid;
  const work = missing.map((run) =>
    limit(() => (isCapped(run) ? runAdmitted(api, run, purse) : runToItsEnd(api, run).then(statusOf))),
  );
  try {
    const runs = (await Promise.all(work)).filter((run) => run !== undefined);
    return runs.length === missing.length ? { runs } : { runs, stopped: whyClosed(purse, cap) };
  } finally {
    limit.clearQueue();
  }
}

async function runAdmitted(api: Api, run: PairedRun, purse: Purse): Promise<BaselineRun | undefined> {
  if (!(await purse.admit())) return undefined;
  const ended = await runToItsEnd(api, run);
  purse.spent(costOf(ended.events));
  return statusOf(ended);
}

interface EndedRun {
  readonly runId: string;
  readonly events: readonly RunEvent[];
}

async function runToItsEnd(api: Api, { key, body }: PairedRun): Promise<EndedRun> {
  const runId = await startRun(api, body, key);
  return { runId, events: await allOf(followRun(api, runId)) };
}

/** A run that was refused has cost nothing; a rehearsed one what a price list says of its models, or nothing. */
function costOf(events: readonly RunEvent[]): number | undefined {
  const trajectory = trajectoryOf(events);
  if (trajectory === undefined) return 0;
  return runMetricsOf(trajectory).microDollars.value ?? (trajectory.rehearsed ? 0 : undefined);
}

const ENDS: Readonly<Record<string, string>> = {
  RunCompleted: 'completed',
  RunFailed: 'failed',
  RunCancelled: 'cancelled',
  CommandRejected: 'refused',
};

function statusOf({ runId, events }: EndedRun): BaselineRun {
  const end = events.findLast(({ type }) => type in ENDS);
  return { runId, status: ENDS[end?.type ?? ''] ?? 'unknown' };
}
