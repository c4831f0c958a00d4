import type { OpenAI } from 'openai';
import { connectionPool } from '../connection-pool.js';
import { readOpenAiFailure } from '../failures/openai-failure.js';
import { providerErrorOf } from '../failures/provider-error-of.js';
import { OPENAI_ADDRESS } from '../openai/openai.js';
import { clientAt } from '../openai-compatible/client-at.js';
import { withoutCredentials } from '../with-recording.js';
import type { Embed, Embeddings } from './embed.js';
import { readEmbeddings } from './embeddings-reply.js';

export interface EmbeddingsSettings {
  readonly model: string;
  /** Up to and including the version, as in `http://127.0.0.1:8080/v1`; OpenAI's own where nothing is said. */
  readonly baseUrl?: string;
  /** Local servers need none. */
  readonly apiKey?: string;
  readonly now: () => number;
}

/** A server that is busy is asked again so often, after the pauses that it or the SDK thinks right. */
const RETRIES = 2;
const TIMEOUT_MS = 60_000;

/** Any server that has OpenAI's embeddings endpoint; one request a call. */
export function openAiEmbeddings({ model, baseUrl = OPENAI_ADDRESS, apiKey, now }: EmbeddingsSettings): Embed {
  const client = clientAt(baseUrl, { pool: connectionPool(), apiKey });
  const context = { address: withoutCredentials(baseUrl), now, readFailure: readOpenAiFailure, secret: apiKey };
  return async (texts, signal) => {
    try {
      signal.throwIfAborted();
      return await asked(client, { model, input: [...texts] }, signal);
    } catch (error) {
      throw providerErrorOf(error, { ...context, signal });
    }
  };
}

interface Asked {
  readonly model: string;
  readonly input: string[];
}

/** As plain numbers, since not every server has the SDK's own packed form; unparsed, as the SDK reads only that. */
async function asked({ embeddings }: OpenAI, { model, input }: Asked, signal: AbortSignal): Promise<Embeddings> {
  const body = { model, input, encoding_format: 'float' as const };
  const response = await embeddings.create(body, { signal, maxRetries: RETRIES, timeout: TIMEOUT_MS }).asResponse();
  return readEmbeddings(await response.json(), input.length);
}
