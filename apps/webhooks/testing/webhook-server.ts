import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { Notice } from '../notice.js';

export interface WebhookServer<Received = Notice> {
  readonly url: string;
  readonly received: readonly Received[];
  /** The next notice that has not been taken by an earlier call, once it has come. */
  next(): Promise<Received>;
  close(): Promise<void>;
}

/** A webhook on loopback that answers with these statuses, one after the other, and then with 204. */
export async function openWebhook<Received = Notice>(...statuses: readonly number[]): Promise<WebhookServer<Received>> {
  const received: Received[] = [];
  const waiting: PromiseWithResolvers<Received>[] = [];
  const noticeAt = (index: number): PromiseWithResolvers<Received> =>
    (waiting[index] ??= Promise.withResolvers<Received>());
  let taken = 0;
  const server = createServer((request, response) => {
    void json(request).then((body) => {
      const index = received.push(body as Received) - 1;
      response.writeHead(statuses[index] ?? 204).end();
      noticeAt(index).resolve(body as Received);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    next: () => noticeAt(taken++).promise,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
