import { addPartitionsToTxnV3, kGetApi, Producer, type API, type Callback } from '@platformatic/kafka';

/**
 * @platformatic/kafka 2.12.1 takes the newest version of a request that a broker knows. From version 4 on this one is meant
 * for brokers among themselves, and refused to who may not do what brokers do (`ClusterAction`).
 */
export class TransactionalProducer extends Producer {
  override [kGetApi]<A extends unknown[], R>(name: string, callback: Callback<API<A, R>>): void {
    if (name === 'AddPartitionsToTxn') callback(null, addPartitionsToTxnV3.api as unknown as API<A, R>);
    else super[kGetApi](name, callback);
  }
}
