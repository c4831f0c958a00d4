import { Producer } from '@platformatic/kafka';
import type { DriverOptions } from '../connection.js';
import type { WirePublisher } from '../driver.js';
import { clientOptions } from './client-options.js';
import { sendAll } from './messages.js';

/** Idempotent: without it a send that has failed in part is repeated whole. */
export function openPublisher(options: DriverOptions): WirePublisher {
  const { retries, ...client } = clientOptions(options);
  // The client takes no or few retries of an idempotent producer for endless ones.
  const producer = new Producer({
    ...client,
    retries: Math.max(2, Number(retries)),
    idempotent: true,
    maxInflights: 1,
  });
  return {
    publish: (outputs) => sendAll(producer, outputs),
    close: () => producer.close(true).catch(() => undefined),
  };
}
