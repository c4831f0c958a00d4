import type { EventData, ModelSpec, TaskRef } from '#events';
import type { Api } from '../api/api.js';
import { diagnosisOfRun } from '../api/diagnosis.js';
import { eventsOfRun } from '../api/pages.js';
import type { StartRunBody } from '../api/start-run.js';
import type { RunSummary } from '../api/run-view.js';

/** A single-agent run that teams are to be compared with; the same key is the same run. */
export interface PairedRun {
  readonly key: string;
  readonly body: StartRunBody;
}

export interface MissingBaselines {
  readonly runs: readonly PairedRun[];
  /** Runs of teams that have theirs. */
  readonly paired: number;
  /** Runs of teams on tasks of their own: what their answers are graded by is nobody's to read. */
  readonly ownTasks: number;
}

/** What there has to be run for these runs of teams to have a single agent's on the same task, by a model of the team, each once. */
export async function missingBaselines(api: Api, teams: readonly RunSummary[]): Promise<MissingBaselines> {
  const missing = new Map<string, PairedRun>();
  let [paired, ownTasks] = [0, 0];
  for (const { runId, taskRef } of teams) {
    const { baseline } = await diagnosisOfRun(api, runId);
    if (baseline !== 'none' && baseline.kind === 'paired') paired += 1;
    else if (taskRef === undefined) ownTasks += 1;
    else {
      const run = pairedWith(await startOf(api, runId), taskRef);
      missing.set(run.key, run);
    }
  }
  return { runs: [...missing.values()], paired, ownTasks };
}

async function startOf(api: Api, runId: string): Promise<EventData<'RunStarted'>> {
  for await (const event of eventsOfRun(api, runId)) if (event.type === 'RunStarted') return event.data;
  throw new Error(`run ${runId} has a diagnosis and no start`);
}

function pairedWith({ system, seed, comparisonId }: EventData<'RunStarted'>, taskRef: TaskRef): PairedRun {
  const [{ model }] = system.agents as [EventData<'RunStarted'>['system']['agents'][number]];
  return {
    key: keyOf(model, taskRef, comparisonId),
    body: {
      taskRef,
      system: { architecture: 'single', model },
      seed,
      labels: { baseline: 'paired' },
      ...(comparisonId !== undefined && { comparisonId }),
    },
  };
}

const keyOf = ({ provider, model }: ModelSpec, { family, level, seed, index }: TaskRef, comparisonId = ''): string =>
  ['baseline', comparisonId, family, level ?? 'any', seed, index, provider, model].join('/');
