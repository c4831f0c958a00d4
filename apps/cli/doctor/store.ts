import type { Config } from '#platform';
import { isStoreError, probePostgres } from '#store';
import { bad, ok, type Finding } from './finding.js';

/** Asks the configured database, and leaves it as it is. */
export async function storeFinding({ store }: Pick<Config, 'store'>): Promise<Finding> {
  if (store.kind === 'sqlite') return ok('store', 'in the data directory');
  const { url, connections } = store;
  try {
    await probePostgres({ url: url.reveal(), connections });
    return ok('store', `${String(url)} answers`);
  } catch (error) {
    if (!isStoreError(error)) throw error;
    return bad('store', error.message);
  }
}
