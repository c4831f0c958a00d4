import { Command } from 'commander';
import { EXIT } from '../exit-codes.js';
import type { Session } from '../session.js';
import type { OperatedTopics } from '../topics/operated-topics.js';
import { topicsText } from '../topics/topics-text.js';

interface TopicsOptions {
  readonly json?: true;
}
type Operate<T> = (topics: OperatedTopics) => Promise<T>;

/** What an operator does about the topics on Kafka; where it is says the environment, as to a server. */
export function topicsCommand(session: Session): Command {
  const topics = new Command('topics').description('the topics on Kafka (PARLEY_KAFKA_BROKERS and the like)');
  const verb = (name: string, description: string, act: (session: Session, options: TopicsOptions) => Promise<void>) =>
    topics
      .command(name)
      .description(description)
      .option('--json', 'print JSON and nothing else on stdout')
      .action((options: TopicsOptions) => act(session, options));
  verb(
    'ensure',
    'create those that are missing; changes nothing that exists, and exits 2 if that is not as it has to be',
    ensure,
  );
  verb('check', 'whether they are as they have to be, with the command that helps; exits 2 if not', check);
  verb('describe', 'partitions, replicas and settings of those that exist', describe);
  return topics;
}

async function ensure(session: Session, { json }: TopicsOptions): Promise<void> {
  const { created, problems } = await operating(session, async (topics) => ({
    created: await topics.ensure(),
    problems: await topics.problems(),
  }));
  if (json === true) session.terminal.print(JSON.stringify({ created, problems }));
  else printLines(session, [...created.map((name) => `created ${name}`), ...problems], 'every topic was there');
  session.end(problems.length > 0 ? EXIT.badInput : EXIT.ok);
}

async function check(session: Session, { json }: TopicsOptions): Promise<void> {
  const problems = await operating(session, (topics) => topics.problems());
  if (json === true) session.terminal.print(JSON.stringify({ problems }));
  else printLines(session, problems, 'every topic is as it has to be');
  session.end(problems.length > 0 ? EXIT.badInput : EXIT.ok);
}

async function describe(session: Session, { json }: TopicsOptions): Promise<void> {
  const topics = await operating(session, (operated) => operated.describe());
  session.terminal.print(json === true ? JSON.stringify({ topics }) : topicsText(topics, session.terminal.width));
}

function printLines({ terminal }: Session, lines: readonly string[], otherwise: string): void {
  terminal.print(lines.length > 0 ? lines.join('\n') : otherwise);
}

/** The log is loaded for these commands alone. */
async function operating<T>({ env }: Session, operate: Operate<T>): Promise<T> {
  const { operateTopics } = await import('../topics/operated-topics.js');
  return operateTopics(env, operate);
}
