import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ToolServer {
  readonly url: string;
  /** Paths that were asked for, in order. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** Where tools act: told of every call, it may answer or not. */
export async function openToolServer(act: (path: string, response: ServerResponse) => void): Promise<ToolServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    request.resume().once('end', () => {
      act(path, response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Both act once, and `pay` needs leave each time. */
export const declarations = (url: string) => ({
  http: ['book', 'pay'].map((name) => ({
    name,
    description: `May ${name}.`,
    parameters: { type: 'object', properties: { what: { type: 'string' } }, required: ['what'] },
    method: 'POST',
    url: `${url}/${name}`,
    addresses: ['127.0.0.1/32'],
    approval: name === 'pay' ? 'always' : 'never',
  })),
});
