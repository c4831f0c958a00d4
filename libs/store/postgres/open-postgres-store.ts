import type { Blobs, RunHistory } from '#events';
import type { OfficeSandbox } from '#tasks';
import type { ReceivedTraces, ReceivingLimits } from '#trajectory';
import { postgresBlobs } from '../blobs/postgres-blobs.js';
import { projectEvents } from '../history/events-projection.js';
import { HISTORY_MIGRATIONS } from '../history/history-migrations.js';
import { rebuildReadModels } from '../history/rebuild.js';
import { storedHistory } from '../history/stored-history.js';
import { migrate } from '../migrations.js';
import { postgresOffices } from '../offices/postgres-offices.js';
import type { Store } from '../port.js';
import { explaining, storeOn } from '../store-on.js';
import { postgresTraces } from '../traces/postgres-traces.js';
import { openPostgres } from './open-postgres.js';
import type { PostgresSettings } from './postgres-settings.js';

/** For many processes: beside the read models it has every event for good, the blobs, the offices of tasks, and what others send. */
export interface PostgresStore extends Store {
  readonly history: RunHistory;
  readonly blobs: Blobs;
  /** Closing it does nothing: it ends with the store. */
  readonly offices: OfficeSandbox;
  /** The traces of others, within these limits. Closing them does nothing: they end with the store. */
  readonly traces: (limits: ReceivingLimits) => ReceivedTraces;
  /**
   * Makes the read models of all runs anew from their events while everybody goes on: who reads sees a run as it was or as
   * it is. Resolves with how many runs there are; `onRuns` is told how many are done.
   */
  rebuild(onRuns?: (done: number) => void): Promise<number>;
}

export interface PostgresStoreOptions extends PostgresSettings {
  /** How long the history waits for what it is asked to reach. Default 5,000 ms. */
  readonly historyTimeoutMs?: number;
}

/**
 * Opens a database, making or extending its tables. Connections that are lost are made anew when they are needed.
 * Rejects with a `StoreError` that names the setting: `store_refused`, `store_unavailable`, `schema_newer`.
 */
export async function openPostgresStore({
  historyTimeoutMs = 5_000,
  ...settings
}: PostgresStoreOptions): Promise<PostgresStore> {
  await bringUpToDate(settings);
  const database = openPostgres(settings);
  const { db } = database;
  const explain = explaining(database);
  const history = storedHistory(db, historyTimeoutMs);
  const store = storeOn(database, { also: projectEvents, tables: ['events', 'openRuns', 'unreadableRuns'] });
  return {
    ...store,
    history: {
      eventsOf: (runId, options) => explain(history.eventsOf(runId, options)),
      openRuns: (partition) => explain(history.openRuns(partition)),
    },
    blobs: postgresBlobs(database),
    offices: postgresOffices(database),
    traces: (limits) => postgresTraces(database, limits),
    rebuild: (onRuns = () => undefined) => explain(rebuildReadModels(db, onRuns)),
    close: async () => {
      history.close();
      await store.close();
    },
  };
}

/** One process at a time, and patiently: a new index of a large table takes its time. */
async function bringUpToDate(settings: PostgresSettings): Promise<void> {
  const database = openPostgres({ ...settings, connections: 1 }, { patient: true });
  try {
    await migrate(database, HISTORY_MIGRATIONS);
  } catch (error) {
    throw database.explained(error);
  } finally {
    await database.db.destroy();
  }
}
