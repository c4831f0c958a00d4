import { LONGEST_ANSWER, LONGEST_STREAM, tooLongError } from './answer-limit.js';

/** The response, its body unpacked; reading more of it than an answer may have fails. */
export function boundedBody(response: Response, address: string): Response {
  if (response.body === null) return response;
  const { status, statusText, headers } = response;
  const isStream = headers.get('content-type')?.startsWith('text/event-stream') === true;
  const body = response.body.pipeThrough(limiter(isStream ? LONGEST_STREAM : LONGEST_ANSWER, address));
  return new Response(body, { status, statusText, headers });
}

function limiter(maxBytes: number, address: string): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.length;
      if (bytes <= maxBytes) controller.enqueue(chunk);
      else controller.error(tooLongError(address));
    },
  });
}
