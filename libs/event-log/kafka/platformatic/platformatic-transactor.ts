import { Consumer, findErrorBy, type Producer } from '@platformatic/kafka';
import type { DriverOptions } from '../connection.js';
import type { Claim, Transactor, WireOutput, WrittenEnd } from '../driver.js';
import type { Offset } from '../../port.js';
import { DEFAULT_TRANSACTION_MS } from '../timing.js';
import { clientOptions, consumerOptions } from './client-options.js';
import { sendAll } from './messages.js';
import { TransactionalProducer } from './transactional-producer.js';

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

  async committed(): Promise<Offset | undefined> {
    try {
      return await this.position();
    } catch (error) {
      if (isUnstable(error)) await this.#endWhatIsOpen().catch(() => undefined);
      throw error;
    }
  }

  /**
   * A broker that died and came back may hold a former transaction of this producer for open in its group though it has been
   * ended, and tells no position until a later one ends.
   */
  async #endWhatIsOpen(): Promise<void> {
    const transaction = this.#begun ?? (await this.clients.producer.beginTransaction());
    this.#begun = undefined;
    await transaction.addConsumer(this.clients.group);
    await transaction.abort();
  }

  /** One call after the other: of calls at the same time the client carries out the first and resolves all. */
  async commit(outputs: readonly WireOutput[], position: Offset): Promise<readonly WrittenEnd[]> {
    const transaction = (this.#begun ??= await this.clients.producer.beginTransaction());
    const written = await sendAll(transaction, outputs);
    await transaction.addConsumer(this.clients.group);
    await transaction.addOffset(this.#behind(position));
    await transaction.commit();
    this.#begun = undefined;
    return written;
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

const isUnstable = (error: unknown): boolean =>
  error instanceof Error && findErrorBy(error, 'apiId', 'UNSTABLE_OFFSET_COMMIT') !== null;
