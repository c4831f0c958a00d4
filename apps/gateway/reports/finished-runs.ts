import { NO_RUNS, reportedRun, withPage, type ReportedRuns, type ScopedRuns } from '#reports';
import type { Store } from '#store';
import type { RunRow } from '#read-models';
import { TENANT } from '../commands.js';
import type { DiagnosisOf } from '../diagnosis/diagnosis-reader.js';
import { damageProblem } from '../http/damage.js';
import { Problem } from '../http/problem.js';
import type { Asked } from './asked.js';
import { askedInTurn } from './asked-in-turn.js';

export interface FinishedRunSources {
  readonly store: Pick<Store, 'runs'>;
  readonly diagnosisOf: DiagnosisOf;
}

const PAGE = 200;

/** Runs of Parley that have completed or failed, newest first. */
export async function finishedRuns(asked: Asked, { store, diagnosisOf }: FinishedRunSources): Promise<ReportedRuns> {
  const { found, isCut } = await runsInScope(asked, store);
  const told = await askedInTurn(found, ({ runId }) => diagnosisOf(runId).catch(undefinedIfLost), asked.gone);
  const kept = told.filter((diagnosis) => diagnosis !== undefined);
  return { runs: kept.map(reportedRun), isCut, gone: told.length - kept.length };
}

/** A listed run has started: where nothing is to be diagnosed, it was pruned meanwhile. Damage costs the run alone. */
function undefinedIfLost(error: unknown): undefined {
  if (error instanceof Problem && error.kind === 'not-found') return undefined;
  if (damageProblem(error) !== undefined) return undefined;
  throw error;
}

async function runsInScope({ scope, limit }: Asked, store: Pick<Store, 'runs'>): Promise<ScopedRuns<RunRow>> {
  const { family, architecture, comparison: comparisonId } = scope;
  const filter = { tenant: TENANT, family, architecture, comparisonId };
  let runs: ScopedRuns<RunRow> = NO_RUNS;
  let after: string | undefined;
  do {
    const page = await store.runs(filter, { limit: PAGE, after });
    const rows = page.items.map(({ run }) => run);
    runs = withPage(runs, rows, scope, limit);
    after = page.next;
  } while (after !== undefined && !runs.isOver);
  return runs;
}
