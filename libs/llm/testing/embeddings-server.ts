import type { ServerResponse } from 'node:http';
import { openLoopback, sendJson, type LoopbackServer } from './loopback-server.js';

export interface EmbeddingsServer extends LoopbackServer {
  readonly baseUrl: string;
}

/** A loopback server with OpenAI's embeddings endpoint; `respond` takes the place of its answers. */
export async function openEmbeddingsServer(
  vectorOf: (text: string) => readonly number[],
  respond: (response: ServerResponse, answer: object) => void = (response, answer) => {
    sendJson(response, answer);
  },
): Promise<EmbeddingsServer> {
  const server = await openLoopback((response, { body }) => {
    const input = body['input'] as readonly string[];
    const data = input.map((text, index) => ({ object: 'embedding', index, embedding: vectorOf(text) }));
    const tokens = input.join('').length;
    const usage = { prompt_tokens: tokens, total_tokens: tokens };
    respond(response, { object: 'list', model: body['model'], data: data.toReversed(), usage });
  });
  return { ...server, baseUrl: `${server.origin}/v1` };
}
