import type { ServerResponse } from 'node:http';
import { Problem } from '../http/problem.js';
import { awaitedVerdict, type VerdictSources } from './awaited-verdict.js';
import {
  streamEvents,
  streamStart,
  type StreamDependencies,
  type StreamRequest,
  type StreamStart,
} from './event-stream.js';
import { ConnectionClosed, sseConnection, type SseConnection } from './sse-connection.js';

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

export interface StreamsDependencies extends StreamDependencies {
  readonly verdicts: VerdictSources;
}

export function eventStreams(dependencies: StreamsDependencies): EventStreams {
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
      await (start.diagnosis ? streamToVerdict : streamEvents)(dependencies, start, connection, stop.signal);
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
      await Promise.all([dependencies.news.close(), dependencies.verdicts.news.close()]);
    },
  };
}

/** The events, and behind the last one the verdict; its id tells a client that comes back with it from one that has not had it. */
async function streamToVerdict(
  dependencies: StreamsDependencies,
  start: StreamStart,
  connection: SseConnection,
  stop: AbortSignal,
): Promise<void> {
  const { verdictMs: mostMs, heartbeatMs } = dependencies.limits;
  const verdict = awaitedVerdict(dependencies.verdicts, start.runId);
  try {
    const lastWord = await streamEvents(dependencies, start, connection, stop);
    if (lastWord === undefined) return;
    const over = AbortSignal.any([stop, connection.closed]);
    const told = await verdict.on(lastWord, { mostMs, heartbeatMs, heartbeat: () => connection.heartbeat(), over });
    if (told === undefined) return;
    await connection.send({ id: `${lastWord}${VERDICT_ID}`, type: 'diagnosis', data: JSON.stringify(told) });
  } finally {
    verdict.leave();
  }
}

/** Behind the sequence of the last event, in the id of the frame that brings the verdict. */
export const VERDICT_ID = '.diagnosis';
