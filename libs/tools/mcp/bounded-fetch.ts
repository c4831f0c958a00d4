import type { FetchLike } from '@modelcontextprotocol/sdk/shared/transport.js';
import { EventSize } from './event-size.js';
import { freshFetch } from './fresh-fetch.js';
import { TOO_LARGE } from './session-end.js';

/**
 * `fetch`, each time on a connection of its own, whose answers end with an error beyond so many bytes. Of a stream of events, which may have no end, it is one
 * event that must not be larger.
 * @param onExceeded told of that error, once for each such answer
 */
export function boundedFetch(maxBytes: number, onExceeded: (error: Error) => void): FetchLike {
  return async (url, init) => {
    const response = await freshFetch(url, init);
    if (response.body === null) return response;
    const { status, statusText, headers } = response;
    const isStream = headers.get('content-type')?.startsWith('text/event-stream') === true;
    const body = response.body.pipeThrough(limiter(maxBytes, isStream, onExceeded));
    return new Response(body, { status, statusText, headers });
  };
}

function limiter(
  maxBytes: number,
  isStream: boolean,
  onExceeded: (error: Error) => void,
): TransformStream<Uint8Array, Uint8Array> {
  const event = new EventSize();
  let bytes = 0;
  return new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes = isStream ? event.add(chunk) : bytes + chunk.length;
      if (bytes <= maxBytes) {
        controller.enqueue(chunk);
        return;
      }
      const error = new Error(`a message ${TOO_LARGE} of ${maxBytes} bytes`);
      onExceeded(error);
      controller.error(error);
    },
  });
}
