import { openEmbeddedLog } from '#event-log';
import type { Config } from '#platform';
import { openPostgresStore, openSqliteStore } from '#store';
import { requireInstallation } from '../installation/existing-installation.js';
import { storageFailure } from '../installation/storage-failure.js';

/** `runs`: whose read models are new; absent where the next server will make them. */
export interface Rebuilt {
  readonly runs?: number;
}

/**
 * Makes the read models anew from the events: in a PostgreSQL now, while servers run; in a data directory by the next server
 * on it, before it serves.
 * @throws CliError when the store cannot be used, or a process has the directory
 */
export async function rebuildProjections({
  data,
  log,
  store,
}: Pick<Config, 'data' | 'log' | 'store'>): Promise<Rebuilt> {
  if (log.kind === 'embedded') requireInstallation(data);
  try {
    if (store.kind === 'sqlite') return await emptyDirectory(data);
    const { url, connections } = store;
    return await rebuildDatabase({ url: url.reveal(), connections });
  } catch (error) {
    throw storageFailure(error);
  }
}

async function rebuildDatabase(settings: Parameters<typeof openPostgresStore>[0]): Promise<Rebuilt> {
  const store = await openPostgresStore(settings);
  try {
    return { runs: await store.rebuild() };
  } finally {
    await store.close();
  }
}

async function emptyDirectory(directory: string): Promise<Rebuilt> {
  // Whoever has the log has the directory.
  const { log } = await openEmbeddedLog({ directory });
  try {
    const store = await openSqliteStore({ directory });
    await store.clearProjections();
    await store.close();
    return {};
  } finally {
    await log.close();
  }
}
