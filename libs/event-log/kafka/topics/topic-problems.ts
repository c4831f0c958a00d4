import type { TopicDescription, TopicSettings } from './topic-settings.js';

/** What keeps the topics from being used, each with the command that helps; none when all is well. */
export function topicProblems(wanted: readonly TopicSettings[], found: readonly TopicDescription[]): readonly string[] {
  const byName = new Map(found.map((topic) => [topic.name, topic]));
  return wanted.flatMap((topic) => {
    const description = byName.get(topic.name);
    if (description === undefined) return [`topic ${topic.name} does not exist: run \`parley topics ensure\``];
    return [...shapeProblems(topic, description), ...configProblems(topic, description)];
  });
}

function shapeProblems(wanted: TopicSettings, found: TopicDescription): readonly string[] {
  const { name, partitions, replicas } = wanted;
  const problems: string[] = [];
  if (found.partitions !== partitions) {
    problems.push(
      `topic ${name} has ${found.partitions} partitions instead of ${partitions}: ` +
        'set PARLEY_PARTITIONS to what it has; the number decides where a run lives and cannot be changed',
    );
  }
  if (found.replicas < replicas) {
    problems.push(
      `topic ${name} has ${found.replicas} replicas instead of ${replicas}: ` +
        `run \`kafka-reassign-partitions\` for it or set PARLEY_KAFKA_REPLICAS to ${found.replicas}`,
    );
  }
  return problems;
}

function configProblems({ name, config }: TopicSettings, found: TopicDescription): readonly string[] {
  return Object.entries(config).flatMap(([key, value]) => {
    const actual = found.config[key];
    if (actual === undefined || suffices(key, actual, value)) return [];
    const command = `kafka-configs --alter --entity-type topics --entity-name ${name} --add-config ${key}=${value}`;
    return [`topic ${name} has ${key}=${actual} instead of ${value}: run \`${command}\``];
  });
}

/** Longer retention and larger limits do no harm. */
function suffices(key: string, actual: string, wanted: string): boolean {
  if (key === 'retention.ms' || key === 'retention.bytes') {
    return Number(actual) === -1 || (Number(wanted) !== -1 && Number(actual) >= Number(wanted));
  }
  if (key === 'max.message.bytes' || key === 'min.insync.replicas') return Number(actual) >= Number(wanted);
  return actual === wanted;
}
