import { LogError } from '../errors.js';
import { settledWithin } from '../core/task-context.js';
import type { KafkaDriver, Transactor, WirePublisher } from './driver.js';

/**
 * Brokers that restart, elections and a client's own repetitions are ridden out by then. It is shorter than a transaction
 * may stay open.
 */
const ANSWER_MS = 20_000;

/** A group waits for its members, and a client's own error, which may come late, says what is wrong with an access. */
const JOIN_MS = 120_000;

/**
 * The driver, but that no call hangs which partitions wait for: one that has not settled in time rejects, as where an answer was lost, and closing ends.
 * What is asked when a process starts is left as it is: there a client's own error says what is wrong.
 */
export function withDeadlines(driver: KafkaDriver, ms = ANSWER_MS, joinMs = JOIN_MS): KafkaDriver {
  const inTime = <T>(what: string, call: Promise<T>): Promise<T> => settledInTime(call, what, ms);
  return {
    name: driver.name,
    publisher: async () => timelyPublisher(await openedInTime(driver.publisher(), 'open a producer', ms), ms),
    transactor: async (claim) =>
      timelyTransactor(await openedInTime(driver.transactor(claim), 'open a transactional producer', ms), ms),
    join: (group, topic, sink) => openedInTime(driver.join(group, topic, sink), 'let a member join its group', joinMs),
    stream: (topic, sink) => openedInTime(driver.stream(topic, sink), 'open a stream', ms),
    ends: (topic) => inTime('say where topics end', driver.ends(topic)),
    describeTopics: (names) => driver.describeTopics(names),
    createTopics: (topics) => driver.createTopics(topics),
    close: () => settledWithin(driver.close(), ms),
  };
}

const timelyPublisher = (publisher: WirePublisher, ms: number): WirePublisher => ({
  publish: (outputs) => settledInTime(publisher.publish(outputs), 'write records', ms),
  close: () => settledWithin(publisher.close(), ms),
});

const timelyTransactor = (transactor: Transactor, ms: number): Transactor => ({
  committed: () => settledInTime(transactor.committed(), 'say where a group stands', ms),
  commit: (outputs, position) => settledInTime(transactor.commit(outputs, position), 'end a transaction', ms),
  close: () => settledWithin(transactor.close(), ms),
});

/** What comes too late is closed. */
async function openedInTime<T extends { close(): Promise<void> }>(
  opening: Promise<T>,
  what: string,
  ms: number,
): Promise<T> {
  try {
    return await settledInTime(opening, what, ms);
  } catch (error) {
    void opening.then(
      (opened) => opened.close(),
      () => undefined,
    );
    throw error;
  }
}

async function settledInTime<T>(call: Promise<T>, what: string, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new LogError('broker_unreachable', `the brokers did not ${what} within ${ms / 1_000} s`));
    }, ms);
  });
  try {
    return await Promise.race([call, late]);
  } finally {
    clearTimeout(timer);
  }
}
