import { isUnreadableRun, type RunId } from '#events';
import { isBlobError } from '#store';
import { badInput } from '../cli-error.js';
import type { CarriedRun } from './carried-run.js';
import { knownRuns, type Register } from './known-runs.js';
import { pickUp, type Belongings } from './pick-up.js';

/**
 * Those runs, or all that are whole, one after the other; `onDamaged` hears of those that are not.
 * @throws CliError for a run that is named and not there, or that has a damaged text
 */
export async function* carriedRuns(
  installation: Register & Belongings,
  chosen: readonly RunId[] | 'all',
  onDamaged: (runId: RunId, reason: string) => void,
): AsyncGenerator<CarriedRun> {
  if (chosen === 'all') {
    for (const [runId, atLeast] of await knownRuns(installation)) {
      const run = await pickUp(runId, installation, atLeast).catch((error: unknown) => {
        if (!isDamage(error)) throw error;
        onDamaged(runId, error.message);
        return undefined;
      });
      if (run !== undefined) yield run;
    }
    return;
  }
  for (const runId of new Set(chosen)) {
    const run = await pickUp(runId, installation).catch((error: unknown) => {
      throw isBlobError(error) ? badInput(notExported(runId, error.message)) : error;
    });
    if (run === undefined) throw badInput(`there is no run ${runId}, or its first events have been pruned`);
    yield run;
  }
}

export const notExported = (runId: RunId, reason: string): string => `run ${runId} is not exported: ${reason}`;

const isDamage = (error: unknown): error is Error => isUnreadableRun(error) || isBlobError(error);
