import { randomUUID } from 'node:crypto';
import type { OpenLog } from '../../core/open-log.js';
import type { LogOptions } from '../../core/stored-log.js';
import type { LogHarness } from '../../testing/log-harness.js';
import type { StoredHistory } from '../history/owned-history.js';
import { kafkaDriver, openKafkaLog, type KafkaDriverName } from '../open-kafka-log.js';
import { ensureTopics } from '../topics/topics.js';
import { logTopicsOf, type TopicPlan } from '../topics/topic-settings.js';
import { FoldedHistory } from './folded-history.js';

interface Opened {
  readonly plan: TopicPlan;
  readonly history: FoldedHistory;
}

/** A store that never gets anything: owners have to know their runs all the same. */
const EMPTY_STORE: StoredHistory = {
  eventsOf: () => Promise.resolve([]),
  openRuns: () => Promise.resolve([]),
  positionOf: () => Promise.resolve(undefined),
};

/** Logs on a running broker, each with topics of its own. */
export function kafkaHarness(name: KafkaDriverName, brokers: () => string): LogHarness {
  const opened = new Map<OpenLog, Opened>();
  const driver = () => kafkaDriver(name, { brokers: [brokers()], clientId: 'parley-test', sessionTimeoutMs: 6_000 });

  const openOn = async (plan: TopicPlan, options: LogOptions = {}): Promise<OpenLog> => {
    const history = new FoldedHistory(options.historyTimeoutMs ?? 5_000);
    const open = await openKafkaLog({ ...options, plan, history: EMPTY_STORE, driver: driver() });
    history.follow(open.log);
    const shown = { ...open, history };
    opened.set(shown, { plan, history });
    return shown;
  };

  return {
    remote: true,
    open: async (options) => {
      const plan = { prefix: `t${randomUUID()}.`, partitions: 4, replicas: 1, eventRetentionMs: 86_400_000 };
      const admin = driver();
      await ensureTopics(admin, logTopicsOf(plan));
      await admin.close();
      return openOn(plan, options);
    },
    reopen: (former, options) => {
      const plan = opened.get(former)?.plan;
      if (plan === undefined) throw new Error('not a log of this harness');
      return openOn(plan, options);
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
