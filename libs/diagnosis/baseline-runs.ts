import { isUnreadableRun, type RunEvent, type RunHistory, type RunId } from '#events';
import { runMetricsOf, type RunMetrics } from '#metrics';
import { trajectoryOf, type Trajectory } from '#trajectory';
import type { RunFilter, RunSummary, Store } from '#store';

/** Single-agent runs that are looked through, the newest first, those that are read, since only that tells their model, and taken. */
const [LOOKED_THROUGH, READ, TAKEN] = [1000, 200, 20];
const PAGE = 200;
const SINGLE = 'single';

export interface BaselineSources {
  readonly store: Pick<Store, 'runs'>;
  readonly history: Pick<RunHistory, 'eventsOf'>;
}

/** Where a run looks for its baseline. */
interface Compared {
  readonly tenant: string;
  readonly trajectory: Trajectory;
  readonly comparisonId?: string;
}

/** Of the same task in the same comparison, or else of the task's family whenever it was run; `none` where there are none. */
export interface Baseline {
  readonly kind: 'paired' | 'family' | 'none';
  readonly runs: readonly RunMetrics[];
}

const NONE: Baseline = { kind: 'none', runs: [] };

/**
 * What finished single-agent runs took, all real or all rehearsed as the run is, each by a model of the run's own team:
 * those of the same task, which belong to the same comparison where the run belongs to one; without any, those of tasks of
 * the same family.
 */
async function baselineRuns(run: Compared, sources: BaselineSources): Promise<Baseline> {
  const { trajectory, comparisonId, tenant } = run;
  const { architecture, taskHash, taskRef } = trajectory;
  if (architecture === SINGLE) return NONE;
  const paired = await metricsOf(trajectory, sources, {
    filter: { tenant, comparisonId, family: taskRef?.family },
    isWanted: ({ run: other }) => other.origin?.taskHash === taskHash,
  });
  if (paired.length > 0) return { kind: 'paired', runs: paired };
  if (taskRef === undefined) return NONE;
  const family = await metricsOf(trajectory, sources, {
    filter: { tenant, family: taskRef.family },
    isWanted: () => true,
  });
  return family.length > 0 ? { kind: 'family', runs: family } : NONE;
}

interface Search {
  readonly filter: Pick<RunFilter, 'tenant' | 'comparisonId' | 'family'>;
  readonly isWanted: (run: RunSummary) => boolean;
}

async function metricsOf(
  team: Trajectory,
  { store, history }: BaselineSources,
  search: Search,
): Promise<readonly RunMetrics[]> {
  const fitting: RunMetrics[] = [];
  let read = 0;
  for await (const found of singleRuns(team, store, search)) {
    const trajectories = await Promise.all(found.map(({ run: { runId } }) => readTrajectory(runId, history)));
    fitting.push(
      ...trajectories.flatMap((one) => (one !== undefined && isByModelsOf(team, one) ? [runMetricsOf(one)] : [])),
    );
    read += found.length;
    if (fitting.length >= TAKEN || read >= READ) break;
  }
  return fitting.slice(0, TAKEN);
}

/** Undefined where the run has been pruned, or is damaged: that costs it, and not those that are compared with it. */
async function readTrajectory(runId: RunId, history: BaselineSources['history']): Promise<Trajectory | undefined> {
  try {
    return trajectoryOf(await history.eventsOf(runId));
  } catch (error) {
    if (isUnreadableRun(error)) return undefined;
    throw error;
  }
}

/** The newest first, not more at once than are taken. */
async function* singleRuns(
  { rehearsed }: Trajectory,
  store: BaselineSources['store'],
  { filter, isWanted }: Search,
): AsyncGenerator<readonly RunSummary[]> {
  let after: string | undefined;
  for (let seen = 0; seen < LOOKED_THROUGH; seen += PAGE) {
    const page = { limit: PAGE, after };
    const { items, next } = await store.runs({ architecture: SINGLE, ...filter }, page);
    const wanted = items.filter((one) => isFinished(one, rehearsed) && isWanted(one));
    for (let at = 0; at < wanted.length; at += TAKEN) yield wanted.slice(at, at + TAKEN);
    if (next === undefined) return;
    after = next;
  }
}

const isFinished = ({ run }: RunSummary, rehearsed: boolean): boolean =>
  (run.rehearsed === 1) === rehearsed && (run.status === 'completed' || run.status === 'failed');

function isByModelsOf(team: Trajectory, single: Trajectory): boolean {
  const models = modelsOf(team);
  return modelsOf(single).every((model) => models.includes(model));
}

const modelsOf = ({ agents }: Trajectory): readonly string[] =>
  agents.map(({ provider, model }) => `${provider ?? ''}/${model ?? ''}`);

/** The baseline of the run that begins with this event. */
export async function baselineOfStarted(started: RunEvent, sources: BaselineSources): Promise<Baseline> {
  const trajectory = trajectoryOf([started]);
  if (trajectory === undefined) return NONE;
  return baselineRuns({ trajectory, tenant: started.tenant, ...comparisonOf(started) }, sources);
}

function comparisonOf(started: RunEvent | undefined): { readonly comparisonId?: string } {
  const comparisonId = started?.type === 'RunStarted' ? started.data.comparisonId : undefined;
  return comparisonId === undefined ? {} : { comparisonId };
}
