import { randomUUID } from 'node:crypto';
import type { OpenLog } from '../../core/open-log.js';
import type { LogOptions } from '../../core/stored-log.js';
import type { LogHarness } from '../../testing/log-harness.js';
import type { StoredHistory } from '../history/owned-history.js';
import { kafkaDriver } from '../kafka-driver.js';
import { openKafkaLog } from '../open-kafka-log.js';
import type { KafkaDriverName, KafkaSettings } from '../settings.js';
import { logTopicsOf } from '../topics/topic-settings.js';
import { ensureTopics } from '../topics/topics.js';
import { FoldedHistory } from './folded-history.js';

interface Opened {
  readonly settings: KafkaSettings;
  readonly history: FoldedHistory;
}

/** A store that never gets anything: owners have to know their runs all the same. */
export const EMPTY_STORE: StoredHistory = {
  eventsOf: () => Promise.resolve([]),
  openRuns: () => Promise.resolve([]),
  positionOf: () => Promise.resolve(undefined),
};

/** Of an installation of its own among all that use these brokers; its topics exist when it resolves. */
export async function newInstallation(
  driver: KafkaDriverName,
  brokers: string,
  { replicas = 1, partitions = 4 }: { readonly replicas?: number; readonly partitions?: number } = {},
): Promise<KafkaSettings> {
  const topics = { prefix: `t${randomUUID()}.`, partitions, replicas, eventRetentionMs: 86_400_000 };
  const settings = { driver, brokers: brokers.split(','), clientId: 'parley-test', sessionTimeoutMs: 6_000, topics };
  const admin = await kafkaDriver(driver, settings);
  await ensureTopics(admin, logTopicsOf(topics));
  await admin.close();
  return settings;
}

/** Logs on running brokers, each with topics of its own. */
export function kafkaHarness(name: KafkaDriverName, brokers: () => string): LogHarness {
  const opened = new Map<OpenLog, Opened>();

  const openOn = async (settings: KafkaSettings, options: LogOptions = {}): Promise<OpenLog> => {
    const open = await openKafkaLog({ ...options, settings, history: EMPTY_STORE });
    const history = new FoldedHistory(options.historyTimeoutMs ?? 5_000);
    history.follow(open.log);
    const shown = { ...open, history };
    opened.set(shown, { settings, history });
    return shown;
  };

  return {
    remote: true,
    open: async (options) => openOn(await newInstallation(name, brokers()), options),
    reopen: (former, options) => {
      const settings = opened.get(former)?.settings;
      if (settings === undefined) throw new Error('not a log of this harness');
      return openOn(settings, options);
    },
    dispose: async () => {
      for (const [open, { history }] of opened) {
        open.drop();
        await open.log.close();
        await history.end();
      }
      opened.clear();
    },
  };
}
