// kafkajs 2.2.4 has faults that no option helps against; these are its own functions, replaced. Imported before kafkajs.
import { createRequire } from 'node:module';
import { abortedBatches, type AbortedTransaction, type BatchFacts } from '../aborted-transactions.js';

const require = createRequire(import.meta.url);

interface RequestQueue {
  throttleCheckTimeoutId: NodeJS.Timeout | null;
  readonly pending: readonly unknown[];
  readonly throttledUntil: number;
  checkPendingRequests(): void;
  scheduleCheckPendingRequests(): void;
}
interface FetchedMessage {
  readonly offset: string;
  readonly key: Buffer | null;
  isControlRecord: boolean;
  readonly batchContext: { readonly producerId: string; readonly inTransaction: boolean };
}
interface FetchedPartition {
  abortedTransactions: readonly { readonly producerId: string; readonly firstOffset: string }[] | null;
  readonly messages: readonly FetchedMessage[];
}
interface PartitionsOfTopic {
  readonly topic: string;
  readonly partitions: readonly number[];
}
interface Broker {
  addOffsetsToTxn: (this: Broker, request: OfTransaction & { readonly groupId: string }) => Promise<unknown>;
  addPartitionsToTxn(request: OfTransaction & { readonly topics: readonly PartitionsOfTopic[] }): Promise<unknown>;
  fetch: (
    this: Broker,
    request: unknown,
  ) => Promise<{ readonly responses: readonly { readonly partitions: readonly FetchedPartition[] }[] }>;
}
interface OfTransaction {
  readonly transactionalId: string;
  readonly producerId: string;
  readonly producerEpoch: number;
}

const CHECK_MS = 10;
const ABORT_MARKER_TYPE = 0;

/** Of a class of kafkajs. */
const prototypeOf = (path: string): unknown =>
  (require(`kafkajs/src/${path}`) as { readonly prototype: unknown }).prototype;

/** As it is, it sets timers of a negative time without end: thousands a second on an idle connection. */
function repairTimers(): void {
  const queue = prototypeOf('network/requestQueue') as RequestQueue;
  queue.scheduleCheckPendingRequests = function () {
    if (this.throttleCheckTimeoutId !== null || this.pending.length === 0) return;
    const wait = this.throttledUntil - Date.now();
    this.throttleCheckTimeoutId = setTimeout(
      () => {
        this.throttleCheckTimeoutId = null;
        this.checkPendingRequests();
      },
      wait > 0 ? wait : CHECK_MS,
    );
  };
}

/** As it is, it takes the list of aborted transactions for sorted and shows records of those that overlap. */
function repairAborts(): void {
  const broker = prototypeOf('broker') as Broker;
  const { fetch } = broker;
  broker.fetch = async function (request) {
    const response = await fetch.call(this, request);
    for (const { partitions } of response.responses) partitions.forEach(hideAborted);
    return response;
  };
}

/** What is marked as a control record is passed over, and counts for the position. */
function hideAborted(partition: FetchedPartition): void {
  const aborted = (partition.abortedTransactions ?? []).map(({ producerId, firstOffset }): AbortedTransaction => ({
    producerId,
    firstOffset: Number(firstOffset),
  }));
  partition.abortedTransactions = [];
  if (aborted.length === 0) return;
  const hidden = abortedBatches(aborted, partition.messages.map(factsOf));
  partition.messages.forEach((message, i) => {
    if (hidden[i] === true) message.isControlRecord = true;
  });
}

function factsOf({ offset, key, isControlRecord, batchContext }: FetchedMessage): BatchFacts {
  const { producerId, inTransaction } = batchContext;
  return { lastOffset: Number(offset), producerId, kind: isControlRecord ? markerOf(key) : kindOf(inTransaction) };
}

const kindOf = (inTransaction: boolean): BatchFacts['kind'] => (inTransaction ? 'transactional' : 'plain');
const markerOf = (key: Buffer | null): BatchFacts['kind'] =>
  key?.readInt16BE(2) === ABORT_MARKER_TYPE ? 'abort marker' : 'commit marker';

/** Partitions of topics, by the transactional id of who takes them in. */
const takenIn = new Map<string, readonly PartitionsOfTopic[]>();

/** As it is, a partition takes part in a transaction only if a record is written to it. */
function repairTakingIn(): void {
  const broker = prototypeOf('broker') as Broker;
  const { addOffsetsToTxn } = broker;
  broker.addOffsetsToTxn = async function (request) {
    const { transactionalId, producerId, producerEpoch } = request;
    const topics = takenIn.get(transactionalId);
    if (topics !== undefined && topics.length > 0) {
      await this.addPartitionsToTxn({ transactionalId, producerId, producerEpoch, topics });
    }
    return addOffsetsToTxn.call(this, request);
  };
}

/** A group that joins the id's transaction in this work takes these partitions along. */
export async function takingIn(
  transactionalId: string,
  topics: readonly PartitionsOfTopic[],
  work: () => Promise<void>,
): Promise<void> {
  takenIn.set(transactionalId, topics);
  try {
    await work();
  } finally {
    takenIn.delete(transactionalId);
  }
}

repairTimers();
repairAborts();
repairTakingIn();
