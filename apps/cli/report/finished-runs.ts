import { MOST_REPORTED, NO_RUNS, reportedRun, withPage } from '#reports';
import type { ReportedRun, ReportedRuns, Scope, ScopedRuns } from '#reports';
import { z } from 'zod';
import type { Api } from '../api/api.js';
import { diagnosisOfRun, type RunDiagnosis } from '../api/diagnosis.js';
import { RunSummarySchema, type RunSummary } from '../api/run-view.js';
import { undefinedIfLost } from '../api/undefined-if-gone.js';
import { askedInTurn } from './asked-in-turn.js';

/** A finished run of Parley. */
export interface FinishedRun extends ReportedRun {
  readonly summary: RunSummary;
  readonly diagnosis: RunDiagnosis;
}

interface FinishedRuns extends ReportedRuns {
  readonly runs: readonly FinishedRun[];
}

const PAGE = 200;
const PageSchema = z.looseObject({ runs: z.array(RunSummarySchema), next: z.string().optional() });

/** Runs that have completed or failed, newest first; `diagnosed` hears of each. */
export async function finishedRuns(api: Api, scope: Scope, diagnosed: () => void): Promise<FinishedRuns> {
  const { found, isCut } = await runsInScope(api, scope);
  const told = await askedInTurn(found, async (summary) => {
    const diagnosis = await undefinedIfLost(diagnosisOfRun(api, summary.runId));
    diagnosed();
    return diagnosis && { summary, ...reportedRun(diagnosis) };
  });
  const runs = told.filter((run) => run !== undefined);
  return { runs, isCut, gone: told.length - runs.length };
}

/** The newest of them, without their diagnoses. */
export async function runsInScope(api: Api, scope: Scope): Promise<ScopedRuns<RunSummary>> {
  let runs: ScopedRuns<RunSummary> = NO_RUNS;
  let cursor: string | undefined;
  do {
    const page: z.infer<typeof PageSchema> = await api.get(`/v1/runs?${queryOf(scope, cursor)}`, PageSchema);
    runs = withPage(runs, page.runs, scope, MOST_REPORTED);
    cursor = page.next;
  } while (cursor !== undefined && !runs.isOver);
  return runs;
}

function queryOf({ family, architecture, comparison }: Scope, cursor: string | undefined): string {
  const query = new URLSearchParams({ limit: String(PAGE) });
  for (const [name, value] of Object.entries({ family, architecture, comparisonId: comparison, cursor })) {
    if (value !== undefined) query.set(name, value);
  }
  return query.toString();
}
