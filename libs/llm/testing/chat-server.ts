import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedChat {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Readonly<Record<string, unknown>>;
  /** Settles when the client has closed the connection before it was answered. */
  readonly hungUp: Promise<void>;
}

export interface ChatServer {
  readonly baseUrl: string;
  readonly received: readonly ReceivedChat[];
  close(): Promise<void>;
}

/** An HTTP server on loopback that answers Chat Completions requests as a test tells it to, byte for byte. */
export async function openChatServer(
  respond: (response: ServerResponse, chat: ReceivedChat) => void | Promise<void>,
): Promise<ChatServer> {
  const received: ReceivedChat[] = [];
  const server = createServer((request, response) => {
    void receive(request, response).then((chat) => {
      received.push(chat);
      return respond(response, chat);
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    received,
    close: () =>
      new Promise((closed) => {
        server.close(() => {
          closed();
        });
        server.closeAllConnections();
      }),
  };
}

async function receive(request: IncomingMessage, response: ServerResponse): Promise<ReceivedChat> {
  const bytes: Buffer[] = [];
  for await (const chunk of request) bytes.push(chunk as Buffer);
  const hungUp = new Promise<void>((resolve) => {
    response.on('close', () => {
      if (!response.writableEnded) resolve();
    });
  });
  const body = JSON.parse(Buffer.concat(bytes).toString()) as ReceivedChat['body'];
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

/** A whole Chat Completions answer with this message. */
export function completion(message: object, over: object = {}): object {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: 'served-model',
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', ...message } }],
    usage: { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 },
    ...over,
  };
}

/** One chunk of a stream. */
export function chunk(delta: object, finish: string | null = null): object {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    model: 'served-model',
    choices: [{ index: 0, delta, finish_reason: finish }],
  };
}

/** Server-sent events as servers write them, with the closing mark. */
export function events(chunks: readonly object[]): string {
  return [...chunks.map((data) => JSON.stringify(data)), '[DONE]'].map((data) => `data: ${data}\n\n`).join('');
}

/** Writes the bytes in pieces of this size, each on its own way through the socket. */
export async function sendInPieces(response: ServerResponse, bytes: Uint8Array, size: number): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (let at = 0; at < bytes.length; at += size) {
    await new Promise((written) => response.write(bytes.subarray(at, at + size), written));
  }
  response.end();
}
