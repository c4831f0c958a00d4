import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface ReceivedRequest {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Readonly<Record<string, unknown>>;
  /** Settles when the client has closed the connection before it was answered. */
  readonly hungUp: Promise<void>;
}

export interface LoopbackServer {
  /** Without a path. */
  readonly origin: string;
  readonly received: readonly ReceivedRequest[];
  /** So many were opened in all. */
  connections(): number;
  close(): Promise<void>;
}

export type Respond = (response: ServerResponse, request: ReceivedRequest) => void | Promise<void>;

/** An HTTP server on loopback that answers requests as a test tells it to, byte for byte. */
export async function openLoopback(respond: Respond): Promise<LoopbackServer> {
  const received: ReceivedRequest[] = [];
  const server = createServer((request, response) => {
    void receive(request, response).then((one) => {
      received.push(one);
      return respond(response, one);
    });
  });
  let connections = 0;
  server.on('connection', () => (connections += 1));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    connections: () => connections,
    close: () =>
      new Promise((closed) => {
        server.close(() => {
          closed();
        });
        server.closeAllConnections();
      }),
  };
}

async function receive(request: IncomingMessage, response: ServerResponse): Promise<ReceivedRequest> {
  const bytes: Buffer[] = [];
  for await (const chunk of request) bytes.push(chunk as Buffer);
  const hungUp = new Promise<void>((resolve) => {
    response.on('close', () => {
      if (!response.writableEnded) resolve();
    });
  });
  const text = Buffer.concat(bytes).toString();
  const body = (text === '' ? {} : JSON.parse(text)) as ReceivedRequest['body'];
  return { path: request.url ?? '', headers: request.headers, body, hungUp };
}

export function sendJson(
  response: ServerResponse,
  body: unknown,
  {
    status = 200,
    headers = {},
  }: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> } = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

/** Writes it again and again, until the client hangs up. */
export async function sendForEver(response: ServerResponse, type: string, text: string): Promise<void> {
  response.writeHead(200, { 'content-type': type });
  while (!response.destroyed) await new Promise((written) => response.write(text, written));
}

/** Writes the bytes in pieces of this size, each on its own way through the socket. */
export async function sendInPieces(response: ServerResponse, bytes: Uint8Array, size: number): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (let at = 0; at < bytes.length; at += size) {
    await new Promise((written) => response.write(bytes.subarray(at, at + size), written));
  }
  response.end();
}
