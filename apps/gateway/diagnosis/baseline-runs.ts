import type { RunHistory } from '#events';
import { runMetricsOf, type RunMetrics } from '#metrics';
import { trajectoryOf, type Trajectory } from '#trajectory';
import type { RunSummary, Store } from '#store';
import { TENANT } from '../commands.js';

/** Single-agent runs that are looked through, the newest first, and those that are taken. */
const [LOOKED_THROUGH, TAKEN] = [1000, 20];
const PAGE = 200;
const SINGLE = 'single';

export interface BaselineSources {
  readonly store: Pick<Store, 'runs'>;
  readonly history: Pick<RunHistory, 'eventsOf'>;
}

/** Where a run looks for its baseline. */
export interface Compared {
  readonly trajectory: Trajectory;
  readonly comparisonId?: string;
}

/**
 * What finished single-agent runs of the same task took, which belong to the same comparison where the run belongs to
 * one: all real or all rehearsed as the run is, each by a model of the run's own team.
 */
export async function baselineRuns(run: Compared, { store, history }: BaselineSources): Promise<readonly RunMetrics[]> {
  if (run.trajectory.architecture === SINGLE) return [];
  const found = await pairedWith(run, store);
  const trajectories = await Promise.all(
    found.map(async ({ run: { runId } }) => trajectoryOf(await history.eventsOf(runId))),
  );
  return trajectories.flatMap((one) =>
    one !== undefined && isByModelsOf(run.trajectory, one) ? [runMetricsOf(one)] : [],
  );
}

async function pairedWith(
  { trajectory, comparisonId }: Compared,
  store: BaselineSources['store'],
): Promise<readonly RunSummary[]> {
  const found: RunSummary[] = [];
  let after: string | undefined;
  for (let seen = 0; seen < LOOKED_THROUGH && found.length < TAKEN; seen += PAGE) {
    const { items, next } = await store.runs(
      { tenant: TENANT, architecture: SINGLE, comparisonId, family: trajectory.taskRef?.family },
      { limit: PAGE, after },
    );
    found.push(...items.filter((one) => isPaired(one, trajectory)));
    if (next === undefined) break;
    after = next;
  }
  return found.slice(0, TAKEN);
}

const isPaired = ({ run }: RunSummary, { taskHash, rehearsed }: Trajectory): boolean =>
  run.origin?.taskHash === taskHash &&
  (run.rehearsed === 1) === rehearsed &&
  (run.status === 'completed' || run.status === 'failed');

function isByModelsOf(team: Trajectory, single: Trajectory): boolean {
  const models = modelsOf(team);
  return modelsOf(single).every((model) => models.includes(model));
}

const modelsOf = ({ agents }: Trajectory): readonly string[] =>
  agents.map(({ provider, model }) => `${provider ?? ''}/${model ?? ''}`);
