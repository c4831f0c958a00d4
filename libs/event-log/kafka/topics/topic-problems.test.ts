import { describe, expect, it } from '@jest/globals';
import { topicProblems } from './topic-problems.js';
import { logTopicsOf, topicsOf } from './topic-settings.js';

const PLAN = { prefix: 'p.', partitions: 4, replicas: 3, eventRetentionMs: 1_000_000 };
const wanted = topicsOf(PLAN);
const withChanged = (change: object, config: Readonly<Record<string, string>> = {}) =>
  wanted.map((topic) =>
    topic.name === 'p.run-events' ? { ...topic, ...change, config: { ...topic.config, ...config } } : topic,
  );

describe('topics', () => {
  it('are fit as they are declared', () => {
    expect(topicProblems(wanted, wanted)).toEqual([]);
  });

  it('are all that the issue of an installation needs, and the log only its own', () => {
    expect(wanted.map(({ name }) => name)).toEqual(
      ['run-commands', 'run-events', 'run-deltas', 'run-dead-letters', 'diagnoses', 'otlp_spans'].map(
        (name) => `p.${name}`,
      ),
    );
    expect(logTopicsOf(PLAN).map(({ name }) => name)).toEqual(
      ['run-commands', 'run-events', 'run-deltas', 'run-dead-letters', 'diagnoses'].map((name) => `p.${name}`),
    );
  });

  it.each([
    ['it is missing', wanted.slice(2), 'topic p.run-commands does not exist: run `parley topics ensure`'],
    ['it has too few partitions', withChanged({ partitions: 2 }), 'set PARLEY_PARTITIONS to what it has'],
    ['it has too few replicas', withChanged({ replicas: 1 }), 'set PARLEY_KAFKA_REPLICAS to 1'],
    [
      'it forgets too early',
      withChanged({}, { 'retention.ms': '999999' }),
      'run `kafka-configs --alter --entity-type topics --entity-name p.run-events --add-config retention.ms=1000000`',
    ],
    ['it believes the clocks of clients', withChanged({}, { 'message.timestamp.type': 'CreateTime' }), 'CreateTime'],
    ['a write may be on one broker alone', withChanged({}, { 'min.insync.replicas': '1' }), 'min.insync.replicas=2'],
  ])('are unfit when %s, and say what helps', (_, found, problem) => {
    expect(topicProblems(wanted, found)[0]).toContain(problem);
  });

  it.each([{ 'retention.ms': '-1' }, { 'retention.ms': '2000000' }, { 'min.insync.replicas': '3' }])(
    'may be safer than they have to be: %j',
    (config) => {
      expect(topicProblems(wanted, withChanged({}, config))).toEqual([]);
    },
  );
});
