import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

/** The client is gone, or took too long to read. */
export class ConnectionClosed extends Error {}

/** A response that is a stream of server-sent events. Holds what was written last, and nothing more. */
export interface SseConnection {
  /** Resolves once the client's side has room again; rejects with `ConnectionClosed`. */
  send(event: { readonly id: number | string; readonly type: string; readonly data: string }): Promise<void>;
  /** Writes where the client has room now, else drops: an event without an id, which a resumed stream does not repeat. */
  offer(event: { readonly type: string; readonly data: string }): void;
  /** A comment, which keeps proxies from closing a silent connection. */
  heartbeat(): Promise<void>;
  /** Aborts when the client goes. */
  readonly closed: AbortSignal;
  end(): void;
}

/** Starts the stream. A client that makes no room for `stallMs` is cut off. */
export function sseConnection(response: ServerResponse, stallMs: number): SseConnection {
  const gone = new AbortController();
  response.once('close', () => {
    gone.abort();
  });
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  });
  response.flushHeaders();
  const write = async (text: string): Promise<void> => {
    if (gone.signal.aborted) throw new ConnectionClosed();
    if (!response.write(text)) await drained(response, gone.signal, stallMs);
  };
  return {
    send: ({ id, type, data }) => write(`id: ${id}\nevent: ${type}\ndata: ${data}\n\n`),
    offer: ({ type, data }) => {
      if (!gone.signal.aborted && !response.writableNeedDrain) response.write(`event: ${type}\ndata: ${data}\n\n`);
    },
    heartbeat: () => write(': \n\n'),
    closed: gone.signal,
    end: () => response.end(),
  };
}

async function drained(response: ServerResponse, gone: AbortSignal, stallMs: number): Promise<void> {
  try {
    await once(response, 'drain', { signal: AbortSignal.any([gone, AbortSignal.timeout(stallMs)]) });
  } catch {
    response.destroy();
    throw new ConnectionClosed();
  }
}
