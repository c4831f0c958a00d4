import type { Claim, WireOutput } from './driver.js';
import { topicsOf } from './requests.js';

/** What a broker was asked for, in its own names: a right on one of these may be missing. */
export interface Asked {
  readonly topics?: readonly string[];
  /** On the topics, where one alone is needed. */
  readonly right?: 'Read' | 'Write' | 'DescribeConfigs';
  readonly group?: string;
  readonly transactionalId?: string;
}

export const describing = (topics: readonly string[]): Asked => ({ topics, right: 'DescribeConfigs' });
export const reading = (topic: string, group: string): Asked => ({ topics: [topic], right: 'Read', group });
export const writing = (outputs: readonly WireOutput[]): Asked => ({
  topics: topicsOf(outputs),
  right: 'Write',
});
export const claiming = ({ topic, group, transactionalId }: Claim): Asked => ({
  topics: [topic],
  right: 'Read',
  group,
  transactionalId,
});

/** `Read on group parley.projector`: what a broker's refusal means; less exact where it is not known what was asked. */
export function deniedRight(refusal: string, asked: Asked): string {
  if (/GROUP_AUTHORIZATION/i.test(refusal)) return on('Read', 'group', asked.group);
  if (/TRANSACTIONAL_ID_AUTHORIZATION/i.test(refusal)) return on('Write', 'transactional id', asked.transactionalId);
  if (/CLUSTER_AUTHORIZATION/i.test(refusal)) return 'a right on the cluster';
  const { right = 'a right', topics = [] } = asked;
  // Where a topic is has to be known first, which `Read` and `Write` allow too.
  return on(
    right === 'DescribeConfigs' && /\bMetadata\b/.test(refusal) ? 'Describe' : right,
    'topic',
    topics.length === 0 ? undefined : topics.join(' or '),
  );
}

/** One of them, where a client does not say more than that nobody coordinates it. */
export const coordinationRights = ({ group, transactionalId }: Asked): string =>
  [
    on('Read', 'group', group),
    ...(transactionalId === undefined ? [] : [on('Write', 'transactional id', transactionalId)]),
  ].join(' or ');

const on = (right: string, kind: string, name: string | undefined): string =>
  name === undefined ? `${right} on a ${kind} (PARLEY_KAFKA_TOPIC_PREFIX)` : `${right} on ${kind} ${name}`;
