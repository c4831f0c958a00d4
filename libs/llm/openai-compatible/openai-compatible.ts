import type { OpenAI } from 'openai';
import { connectionPool } from '../connection-pool.js';
import { readOpenAiFailure } from '../failures/openai-failure.js';
import { UnreadableReply } from '../failures/unreadable-reply.js';
import type { ModelRequest, Provider } from '../port.js';
import { openAiQuota } from '../quota.js';
import { vendorProvider, type Replied, type Streamed, type VendorApi } from '../vendor-provider.js';
import { withoutCredentials } from '../with-recording.js';
import { readCompletion } from './chat-reply.js';
import { chatRequest, type OutputLimitField } from './chat-request.js';
import { ChatStream } from './chat-stream.js';
import { clientAt } from './client-at.js';
import { vendorReply } from './vendor-reply.js';

export interface OpenAiCompatibleSettings {
  readonly name: string;
  /** Up to and including the version, as in `http://127.0.0.1:8080/v1`. */
  readonly baseUrl: string;
  /** Sent to `baseUrl` only, never to another one that a model names. Local servers need none. */
  readonly apiKey?: string;
  readonly now: () => number;
}

/** Any server that speaks OpenAI's Chat Completions: llama.cpp, Ollama, vLLM, LM Studio, Gemini's own, OpenAI itself. */
export function openAiCompatible({ name, baseUrl, apiKey, now }: OpenAiCompatibleSettings): Provider {
  const pool = connectionPool();
  const own = chatApi(baseUrl, { pool, now, apiKey });
  return vendorProvider(name, (model) =>
    model.baseUrl === undefined || model.baseUrl === baseUrl ? own : chatApi(model.baseUrl, { pool, now }),
  );
}

interface Access {
  readonly pool: typeof globalThis.fetch;
  readonly now: () => number;
  readonly apiKey?: string | undefined;
}

function chatApi(baseUrl: string, { pool, now, apiKey }: Access): VendorApi {
  const { host, hostname } = new URL(baseUrl);
  const chat: Chat = {
    client: clientAt(baseUrl, { pool, apiKey }),
    outputLimit: hostname.endsWith('.openai.com') ? 'max_completion_tokens' : 'max_tokens',
    now,
  };
  return {
    address: withoutCredentials(baseUrl),
    server: host,
    now,
    secret: apiKey,
    readFailure: readOpenAiFailure,
    gathering: () => new ChatStream(),
    complete: (request) => complete(chat, request),
    stream: (request) => stream(chat, request),
  };
}

interface Chat {
  readonly client: OpenAI;
  readonly outputLimit: OutputLimitField;
  readonly now: () => number;
}

async function complete({ client, outputLimit, now }: Chat, request: ModelRequest): Promise<Replied> {
  const { signal } = request;
  const sent = client.chat.completions.create(chatRequest(request, outputLimit), { signal });
  const { data, response } = await sent.withResponse();
  return { reply: vendorReply(readCompletion(data)), quota: openAiQuota(response.headers, now()) };
}

async function stream({ client, outputLimit, now }: Chat, request: ModelRequest): Promise<Streamed> {
  const { signal } = request;
  const body = { ...chatRequest(request, outputLimit), stream: true as const, stream_options: { include_usage: true } };
  const { data, response } = await client.chat.completions.create(body, { signal }).withResponse();
  refusePage(response);
  return { events: isWhole(response) ? whole(response) : data, quota: openAiQuota(response.headers, now()) };
}

/** A page in a stream's place has no events, and would pass for a stream that was cut off. */
function refusePage(response: Response): void {
  if (isOf(response, 'text/html')) throw new UnreadableReply('answered with a page (text/html), not with a stream');
}

const isWhole = (response: Response): boolean => isOf(response, 'application/json');

const isOf = ({ headers }: Response, mediaType: string): boolean =>
  headers.get('content-type')?.startsWith(mediaType) === true;

/** Some servers do not stream: what they send in its place is read as a chunk that has everything. */
async function* whole(response: Response): AsyncGenerator {
  const body: unknown = await response.json();
  readCompletion(body);
  yield body;
}
