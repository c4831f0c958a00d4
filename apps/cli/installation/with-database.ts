import type { Config } from '#platform';
import { openPostgresStore, type PostgresStore } from '#store';
import { badInput } from '../cli-error.js';
import { storageFailure } from './storage-failure.js';

/**
 * Works on the database of an installation, which has all but the newest of its log; whether there are brokers is not asked.
 * @throws CliError when it cannot be used, or what the log says is kept in a data directory
 */
export async function withDatabase<T>(
  { log }: Pick<Config, 'log'>,
  work: (store: PostgresStore) => Promise<T>,
): Promise<T> {
  if (log.kind === 'embedded') throw badInput('--without-brokers is for PARLEY_LOG=kafka: a data directory needs none');
  const { url, connections } = log.store;
  try {
    const store = await openPostgresStore({ url: url.reveal(), connections });
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  } catch (error) {
    throw storageFailure(error);
  }
}
