import { openKafkaLog, type StoredHistory } from '#event-log';
import { RUNS_PROJECTION } from '#read-models';
import { openPostgresStore, type PostgresStore } from '#store';
import { troubleLogger } from './log-trouble.js';
import type { SharedLogSettings } from './log-settings.js';
import type { Infrastructure } from './infrastructure.js';
import { GO_ON_WITH_STORE, refuseStoreAhead } from './refuse-store-ahead.js';
import type { Reached } from './tokens.js';

/** Everything that processes share: the log on brokers; read models, history and blobs in a database. */
export async function openShared(
  { kafka, store: settings, graceMs }: SharedLogSettings & { readonly graceMs: number },
  reached: Reached,
): Promise<Infrastructure> {
  const { url, connections } = settings;
  const store = await openPostgresStore({ url: url.reveal(), connections });
  try {
    const onTrouble = troubleLogger(Date.now);
    const history = storedHistoryOf(store);
    const { log, deltas } = await openKafkaLog({
      settings: kafka.reveal(),
      history,
      graceMs,
      onTrouble,
      faultPoint: reached,
    });
    try {
      await refuseStoreAhead(log, store, { log: 'run-events', store: String(url), instead: GO_ON_WITH_STORE });
      const { history: stored, blobs, offices, traces: openTraces } = store;
      return { alone: false, log, deltas, store, history: stored, blobs, offices, openTraces };
    } catch (error) {
      await log.close();
      throw error;
    }
  } catch (error) {
    await store.close();
    throw error;
  }
}

const storedHistoryOf = (store: PostgresStore): StoredHistory => ({
  ...store.history,
  positionOf: (partition) => store.positionOf(RUNS_PROJECTION, partition),
});
