import type { ServerResponse } from 'node:http';
import { Problem } from '../http/problem.js';
import { streamEvents, streamStart, type StreamDependencies, type StreamRequest } from './event-stream.js';
import { ConnectionClosed, sseConnection } from './sse-connection.js';

/** The event streams that are open. */
export interface EventStreams {
  /**
   * Answers with the events that were asked for, or 204 where there will be none, which tells an EventSource not to
   * come back. Resolves when the stream has ended.
   */
  serve(response: ServerResponse, request: StreamRequest): Promise<void>;
  /** Ends every stream; clients come back with what they have. */
  close(): Promise<void>;
}

export function eventStreams(dependencies: StreamDependencies): EventStreams {
  const { most, stallMs } = dependencies.limits;
  const stop = new AbortController();
  let open = 0;
  const stream = async (response: ServerResponse, request: StreamRequest): Promise<void> => {
    const start = await streamStart(dependencies.history, request);
    if (start === undefined) {
      response.writeHead(204).end();
      return;
    }
    const connection = sseConnection(response, stallMs);
    try {
      await streamEvents(dependencies, start, connection, stop.signal);
    } catch (error) {
      if (!(error instanceof ConnectionClosed)) throw error;
    } finally {
      connection.end();
    }
  };
  return {
    async serve(response, request) {
      if (open >= most) throw new Problem('unavailable', `${most} event streams are open already: try again later`);
      open++;
      try {
        await stream(response, request);
      } finally {
        open--;
      }
    },
    async close() {
      stop.abort();
      await dependencies.news.close();
    },
  };
}
