import { Consumer, type MessageRecord, type Producer } from '@platformatic/kafka';
import type { DriverOptions } from '../connection.js';
import type { Claim, Transactor, WireOutput, WrittenEnd } from '../driver.js';
import type { Offset } from '../../port.js';
import { DEFAULT_TRANSACTION_MS, SUSPICIOUS_MS } from '../timing.js';
import { clientOptions, consumerOptions } from './client-options.js';
import { topicsOf } from '../requests.js';
import { sendAll } from './messages.js';
import { TransactionalProducer } from './transactional-producer.js';
import { isUnstable } from './unstable-position.js';

/**
 * The broker still writes the end of the last transaction when the next one begins, and says so in nearly every one: with
 * usual back-offs that is all that a producer waits for.
 */
const quickly = (_client: object, _operation: string, attempt: number): number => Math.min(1.3 ** attempt, 500);
const RETRIES = 40;
/** Not checked by the broker: the fence is the producer's epoch. */
const NO_MEMBER = { generationId: -1, memberId: '' };

type Transaction = Awaited<ReturnType<Producer['beginTransaction']>>;
type OffsetMessage = Parameters<Transaction['addOffset']>[0];

export async function openTransactor(
  options: DriverOptions,
  claim: Claim,
  position: Transactor['committed'],
): Promise<Transactor> {
  const producer = new TransactionalProducer({
    ...clientOptions(options),
    transactionalId: claim.transactionalId,
    idempotent: true,
    maxInflights: 1,
    retries: RETRIES,
    retryDelay: quickly,
    // Also the time after which the broker aborts a transaction.
    timeout: options.transactionTimeoutMs ?? DEFAULT_TRANSACTION_MS,
    // Without these two the newcomer is fenced instead of the one before.
    producerId: -1n,
    producerEpoch: -1,
  });
  const group = new Consumer(consumerOptions(options, claim.group));
  const transactor = new PlatformaticTransactor(claim, position, { producer, group });
  try {
    await transactor.fence();
    return transactor;
  } catch (error) {
    await transactor.close();
    throw error;
  }
}

interface Clients {
  readonly producer: Producer;
  /** Never joins: it names the group and finds its coordinator. */
  readonly group: Consumer;
}

class PlatformaticTransactor implements Transactor {
  #begun: Transaction | undefined;
  #coordinatorId = -1;

  constructor(
    private readonly claim: Claim,
    private readonly position: Transactor['committed'],
    private readonly clients: Clients,
  ) {}

  /** The first transaction fences; it stays open, and costs the broker nothing, until there is something to write. */
  async fence(): Promise<void> {
    this.#begun = await this.clients.producer.beginTransaction();
    this.#coordinatorId = await this.clients.group.findGroupCoordinator();
  }

  /**
   * A broker that came back may hold the last transaction of former owners for open though it has been ended. If it does so in
   * the group, that transaction is undone, as its owner has not heard of its end; if only in a topic, what it wrote is made
   * to be read.
   */
  async committed(): Promise<Offset | undefined> {
    const { writes } = this.claim;
    const position = await this.position().catch(async (error: unknown) => {
      if (isUnstable(error)) await this.#mark('abort', writes, 'group').catch(() => undefined);
      throw error;
    });
    // That the second can begin shows that the marks of the first are there.
    for (let n = 0; n < 2 && writes.length > 0; n++) await this.#mark('commit', writes);
    return position;
  }

  /** One call after the other: of calls at the same time the client carries out the first and resolves all. */
  async commit(outputs: readonly WireOutput[], position: Offset): Promise<readonly WrittenEnd[]> {
    const began = performance.now();
    const transaction = (this.#begun ??= await this.clients.producer.beginTransaction());
    const written = await sendAll(transaction, outputs);
    await transaction.addConsumer(this.clients.group);
    await transaction.addOffset(this.#behind(position));
    await transaction.commit();
    this.#begun = undefined;
    // Once: on brokers that are only slow every mark would be one more reason for the next.
    if (performance.now() - began > SUSPICIOUS_MS) await this.#mark('commit', topicsOf(outputs), 'group');
    return written;
  }

  /** A transaction without a record: its end is marked wherever the one before it may have been left open. */
  async #mark(end: 'commit' | 'abort', topics: readonly string[], also?: 'group'): Promise<void> {
    const { producer, group } = this.clients;
    const { partition } = this.claim;
    const transaction = this.#begun ?? (await producer.beginTransaction());
    this.#begun = undefined;
    if (topics.length > 0) {
      const places = topics.map((topic) => ({ topic, partition }));
      await transaction.addPartitions(await producer.metadata({ topics: [...topics] }), places as MessageRecord[]);
    }
    if (also !== undefined) await transaction.addConsumer(group);
    await transaction[end]();
  }

  /** What is open is left to the next fence, or to the broker's time limit: an end that is sent now might cross that fence. */
  async close(): Promise<void> {
    await Promise.all(
      [this.clients.producer.close(true), this.clients.group.close(true)].map((closing) =>
        closing.catch(() => undefined),
      ),
    );
  }

  /** The client commits the offset behind that of a message, of which it looks at nothing else. */
  #behind(position: Offset): OffsetMessage {
    const { group, topic, partition } = this.claim;
    const consumer = { ...NO_MEMBER, groupId: group, coordinatorId: this.#coordinatorId };
    const message: Partial<OffsetMessage> = { topic, partition, offset: BigInt(position) - 1n, metadata: { consumer } };
    return message as OffsetMessage;
  }
}
