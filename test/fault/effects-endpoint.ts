import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { Effect } from '#events';
import { takeEffect } from '#tools/testing';
import { callOfKey } from './call-of-key.js';

export interface EffectsEndpoint {
  /** `<url>/<effect>` takes `{"note": string}`. */
  readonly url: string;
  close(): Promise<void>;
}

/** An HTTP service with an address for each effect. In the `fatal`th request it acts and cuts the connection. */
export async function effectsEndpoint(directory: string, fatal?: number): Promise<EffectsEndpoint> {
  let left = fatal ?? 0;
  const server = createServer((request, response) => {
    left -= 1;
    void answer(directory, request, response, left === 0);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function answer(
  directory: string,
  request: IncomingMessage,
  response: ServerResponse,
  isCut: boolean,
): Promise<void> {
  const { note } = (await json(request)) as { readonly note: string };
  const effect = request.url?.slice(1) as Effect;
  const text = takeEffect(directory, effect, { ...callOfKey(request.headers['idempotency-key']), note });
  if (isCut) request.socket.destroy();
  else response.end(text);
}
