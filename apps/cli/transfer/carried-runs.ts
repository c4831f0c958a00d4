import type { RunId } from '#events';
import type { Infrastructure } from '#platform';
import { badInput } from '../cli-error.js';
import type { CarriedRun } from './carried-run.js';
import { knownRuns } from './known-runs.js';
import { pickUp } from './pick-up.js';

/**
 * Those runs, or all that are whole, one after the other.
 * @throws CliError for a run that is named and not there
 */
export async function* carriedRuns(
  installation: Infrastructure,
  chosen: readonly RunId[] | 'all',
): AsyncGenerator<CarriedRun> {
  if (chosen === 'all') {
    const { log, store } = installation;
    for (const [runId, atLeast] of await knownRuns(log, store)) {
      const run = await pickUp(runId, installation, atLeast);
      if (run !== undefined) yield run;
    }
    return;
  }
  for (const runId of new Set(chosen)) {
    const run = await pickUp(runId, installation);
    if (run === undefined) throw badInput(`there is no run ${runId}, or its first events have been pruned`);
    yield run;
  }
}
