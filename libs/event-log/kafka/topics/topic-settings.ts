import { TOPICS } from '../../port.js';

/** How a topic has to be. */
export interface TopicSettings {
  readonly name: string;
  readonly partitions: number;
  readonly replicas: number;
  readonly config: Readonly<Record<string, string>>;
}
/** How a topic is. */
export type TopicDescription = TopicSettings;

/** What an installation decides about its topics. */
export interface TopicPlan {
  /** Before each name, so that several installations may share a cluster; default none. */
  readonly prefix?: string;
  /** Of `run-commands` and `run-events`: the same for both, for ever, since it decides where a run lives. */
  readonly partitions: number;
  readonly replicas: number;
  /** Longer than the longest run: a run whose first events have gone can not be folded from the log. */
  readonly eventRetentionMs: number;
}

/** Carries the words of turns while they are spoken, and none of the log's records. */
export const DELTAS_TOPIC = 'run-deltas';

/** Those that a process needs that opens the log. */
export const logTopicsOf = (plan: TopicPlan): readonly TopicSettings[] => {
  const names = new Set([...TOPICS, DELTAS_TOPIC].map((topic) => `${plan.prefix ?? ''}${topic}`));
  return topicsOf(plan).filter(({ name }) => names.has(name));
};

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** What the broker accepts in one batch; the adapter's requests stay below it. */
const MAX_MESSAGE_BYTES = '1048588';
/** The collector writes all spans of a batch as one record. */
const MAX_SPANS_BYTES = '20971520';

/** Every topic, declared here only. */
export function topicsOf({ prefix = '', partitions, replicas, eventRetentionMs }: TopicPlan): readonly TopicSettings[] {
  const shared = {
    'min.insync.replicas': String(Math.max(1, replicas - 1)),
    'message.timestamp.type': 'LogAppendTime',
    'max.message.bytes': MAX_MESSAGE_BYTES,
  };
  const topic = (name: string, config: Record<string, string>, count = partitions): TopicSettings => ({
    name: `${prefix}${name}`,
    partitions: count,
    replicas,
    config: { ...shared, ...config },
  });
  const kept = (ms: number) => ({ 'cleanup.policy': 'delete', 'retention.ms': String(ms), 'retention.bytes': '-1' });
  return [
    topic('run-commands', kept(7 * DAY_MS)),
    topic('run-events', kept(eventRetentionMs)),
    topic(DELTAS_TOPIC, kept(HOUR_MS)),
    topic('run-dead-letters', kept(30 * DAY_MS)),
    topic('diagnoses', kept(eventRetentionMs)),
    topic('otlp_spans', {
      ...kept(7 * DAY_MS),
      'message.timestamp.type': 'CreateTime',
      'max.message.bytes': MAX_SPANS_BYTES,
    }),
  ];
}
