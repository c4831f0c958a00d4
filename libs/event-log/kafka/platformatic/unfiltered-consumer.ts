import { Consumer, kGetApi, type API, type Callback } from '@platformatic/kafka';

type FetchResponse = Awaited<ReturnType<Consumer['fetch']>>;
export type FetchedPartition = FetchResponse['responses'][number]['partitions'][number];
type Aborted = NonNullable<FetchedPartition['abortedTransactions']>;
type Fetch = (...args: [...unknown[], Answer]) => unknown;
type Answer = (error: unknown, response?: FetchResponse) => void;

const laidAside = new WeakMap<FetchedPartition, Aborted>();

/** What the broker has said of aborted transactions in what was fetched. */
export const abortedIn = (partition: FetchedPartition): Aborted => laidAside.get(partition) ?? [];

/**
 * @platformatic/kafka 2.12.1 leaves out what it takes for aborted: of each producer all from the beginning of one aborted
 * transaction to the last mark of an abort in the same fetch, and with it what that producer has committed in between. It
 * does not where it is not told of any: what the broker has said is laid aside before it looks.
 */
export class UnfilteredConsumer extends Consumer {
  override [kGetApi]<A extends unknown[], R>(name: string, callback: Callback<API<A, R>>): void {
    if (name !== 'Fetch') {
      super[kGetApi](name, callback);
      return;
    }
    const laying: Callback<API<A, R>> = (error, api) => {
      callback(error, error === null ? (layingAside(api as unknown as Fetch) as unknown as API<A, R>) : api);
    };
    super[kGetApi](name, laying);
  }
}

/** With the properties of the original, by which the client knows its version. */
const layingAside = (fetch: Fetch): Fetch =>
  Object.assign((...args: [...unknown[], Answer]) => {
    const answer = args.pop() as Answer;
    return fetch(...args, (error: unknown, response?: FetchResponse) => {
      for (const { partitions } of response?.responses ?? []) partitions.forEach(layAside);
      answer(error, response);
    });
  }, fetch);

function layAside(partition: FetchedPartition): void {
  laidAside.set(partition, partition.abortedTransactions ?? []);
  partition.abortedTransactions = [];
}
