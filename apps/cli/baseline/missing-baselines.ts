import type { Budget, EventData, ModelSpec, TaskRef } from '#events';
import type { Api } from '../api/api.js';
import { diagnosisOfRun } from '../api/diagnosis.js';
import { eventsOfRun } from '../api/pages.js';
import type { StartRunBody } from '../api/start-run.js';
import type { RunSummary } from '../api/run-view.js';

/** A single-agent run that teams are to be compared with; the same key is the same run. */
export interface PairedRun {
  readonly key: string;
  readonly body: StartRunBody;
  /** A vendor answers: neither a simulation nor a server that the user named. */
  readonly isPaid: boolean;
  /** What the dearest team that needs it has cost, in micro-dollars; 0 where no cost is known. */
  readonly expected: number;
}

export interface MissingBaselines {
  readonly runs: readonly PairedRun[];
  /** Runs of teams that have theirs. */
  readonly paired: number;
  /** Runs of teams on tasks of their own: what their answers are graded by is nobody's to read. */
  readonly ownTasks: number;
}

/**
 * What there has to be run for these runs of teams to have a single agent's on the same task, by a model of the team, each
 * once; `budget`: what each of them may use.
 */
export async function missingBaselines(
  api: Api,
  teams: readonly RunSummary[],
  budget?: Budget,
): Promise<MissingBaselines> {
  const missing = new Map<string, PairedRun>();
  let [paired, ownTasks] = [0, 0];
  for (const { runId, taskRef } of teams) {
    const { baseline, facts } = await diagnosisOfRun(api, runId);
    if (baseline !== 'none' && baseline.kind === 'paired') paired += 1;
    else if (taskRef === undefined) ownTasks += 1;
    else {
      const run = pairedWith(await startOf(api, runId), taskRef, budget);
      const cost = 'value' in facts.microDollars ? facts.microDollars.value : 0;
      missing.set(run.key, { ...run, expected: Math.max(cost, missing.get(run.key)?.expected ?? 0) });
    }
  }
  return { runs: [...missing.values()], paired, ownTasks };
}

async function startOf(api: Api, runId: string): Promise<EventData<'RunStarted'>> {
  for await (const event of eventsOfRun(api, runId)) if (event.type === 'RunStarted') return event.data;
  throw new Error(`run ${runId} has a diagnosis and no start`);
}

type Started = EventData<'RunStarted'>;

function pairedWith(
  { system, seed, comparisonId, rehearsed }: Started,
  taskRef: TaskRef,
  budget: Budget | undefined,
): Omit<PairedRun, 'expected'> {
  const [{ model }] = system.agents as [Started['system']['agents'][number]];
  return {
    key: [keyOf(model, taskRef, comparisonId), ...(budget === undefined ? [] : [JSON.stringify(budget)])].join('/'),
    isPaid: !rehearsed && model.baseUrl === undefined,
    body: {
      taskRef,
      system: { architecture: 'single', model },
      seed,
      labels: { baseline: 'paired' },
      ...(comparisonId !== undefined && { comparisonId }),
      ...(budget !== undefined && { budget }),
    },
  };
}

const keyOf = ({ provider, model }: ModelSpec, { family, level, seed, index }: TaskRef, comparisonId = ''): string =>
  ['baseline', comparisonId, family, level ?? 'any', seed, index, provider, model].join('/');
