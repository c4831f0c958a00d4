import { setTimeout as delay } from 'node:timers/promises';
import kafkajs, { type Kafka, type Producer, type RetryOptions, type Transaction } from 'kafkajs';
import type { Offset } from '../../port.js';
import type { Claim, Transactor, WireOutput, WrittenEnd } from '../driver.js';
import { topicsOf } from '../requests.js';
import { SUSPICIOUS_MS } from '../timing.js';
import { sendAll } from './batch.js';
import { takingIn } from './repairs.js';

/**
 * The broker still writes the end of the last transaction when the next one begins, and says so in nearly every one: with
 * usual back-offs that is all that a producer waits for.
 */
const QUICK_RETRY: RetryOptions = { initialRetryTime: 3, factor: 0, multiplier: 1.3, maxRetryTime: 500, retries: 40 };
const FIRST_PAUSE_MS = 3;
const PAUSES = 40;

interface TransactorOptions {
  readonly kafka: Kafka;
  readonly claim: Claim;
  readonly transactionTimeoutMs: number;
  readonly committed: () => Promise<Offset | undefined>;
}

export async function openTransactor(options: TransactorOptions): Promise<Transactor> {
  const { kafka, claim, transactionTimeoutMs, committed } = options;
  const producer = kafka.producer({
    transactionalId: claim.transactionalId,
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    transactionTimeout: transactionTimeoutMs,
    retry: QUICK_RETRY,
  });
  await producer.connect();
  try {
    // The first transaction fences; it stays open, and costs the broker nothing, until there is something to write.
    return new KafkajsTransactor(claim, producer, await producer.transaction(), committed);
  } catch (error) {
    await producer.disconnect().catch(() => undefined);
    throw error;
  }
}

class KafkajsTransactor implements Transactor {
  constructor(
    private readonly claim: Claim,
    private readonly producer: Producer,
    private begun: Transaction | undefined,
    private readonly position: () => Promise<Offset | undefined>,
  ) {}

  /** A broker that came back may hold the last transaction of former owners for open though it has been ended: what it wrote is made to be read. */
  async committed(): Promise<Offset | undefined> {
    const position = await this.position();
    const { writes } = this.claim;
    // That the second can begin shows that the marks of the first are there.
    for (let n = 0; n < 2 && writes.length > 0; n++) await this.#mark(writes, position ?? 0);
    return position;
  }

  async commit(outputs: readonly WireOutput[], position: Offset): Promise<readonly WrittenEnd[]> {
    const began = performance.now();
    const transaction = (this.begun ??= await this.producer.transaction());
    // After a send that has failed, a commit would resolve and do nothing: whatever rejects ends this.
    const written = await sendAll(transaction, outputs);
    await retryingConcurrent(() => transaction.sendOffsets(this.#offsets(position)));
    await transaction.commit();
    this.begun = undefined;
    // Once: on brokers that are only slow every mark would be one more reason for the next.
    if (performance.now() - began > SUSPICIOUS_MS) await this.#mark(topicsOf(outputs), position);
    return written;
  }

  /** A transaction without a record: its end is marked wherever the one before it may have been left open. */
  async #mark(topics: readonly string[], position: Offset): Promise<void> {
    const { transactionalId, partition } = this.claim;
    const transaction = this.begun ?? (await this.producer.transaction());
    this.begun = undefined;
    const places = topics.map((topic) => ({ topic, partitions: [partition] }));
    await takingIn(transactionalId, places, () =>
      retryingConcurrent(() => transaction.sendOffsets(this.#offsets(position))),
    );
    await transaction.commit();
  }

  /** What is open is left to the next fence, or to the broker's time limit: an end that is sent now might cross that fence. */
  async close(): Promise<void> {
    await this.producer.disconnect().catch(() => undefined);
  }

  #offsets(position: Offset) {
    const { group, topic, partition } = this.claim;
    return { consumerGroupId: group, topics: [{ topic, partitions: [{ partition, offset: String(position) }] }] };
  }
}

/** kafkajs retries this when records are added to a transaction, and not when it begins with an offset. */
async function retryingConcurrent(attempt: () => Promise<void>): Promise<void> {
  for (let failures = 0; ; failures++) {
    try {
      await attempt();
      return;
    } catch (error) {
      const concurrent = error instanceof kafkajs.KafkaJSProtocolError && error.type === 'CONCURRENT_TRANSACTIONS';
      if (!concurrent || failures === PAUSES) throw error;
      await delay(FIRST_PAUSE_MS * (failures + 1));
    }
  }
}
