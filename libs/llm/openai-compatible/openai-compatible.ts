import type { ModelSpec } from '#events';
import { OpenAI } from 'openai';
import type { ModelAnswer, ModelDelta, ModelRequest, Provider } from '../port.js';
import { ProviderError } from '../port.js';
import { withJsonCalls } from '../with-json-calls.js';
import { withoutCredentials } from '../with-recording.js';
import { readChunk, readCompletion } from './chat-reply.js';
import { chatRequest, type OutputLimitField } from './chat-request.js';
import { ChatStream } from './chat-stream.js';
import { modelAnswer } from './model-answer.js';
import { providerErrorOf } from './provider-errors.js';

export interface OpenAiCompatibleSettings {
  readonly name: string;
  /** Up to and including the version, as in `http://127.0.0.1:8080/v1`. */
  readonly baseUrl: string;
  /** Sent to `baseUrl` only, never to another one that a model names. Local servers need none. */
  readonly apiKey?: string;
  readonly now: () => number;
}

/**
 * Any server that speaks OpenAI's Chat Completions: llama.cpp, Ollama, vLLM, LM Studio, OpenAI itself. Makes one HTTP
 * request per call and never repeats it. Time limits are not its business but that of the request's signal, which
 * reaches the socket. Models without tool calling are spoken to in JSON.
 */
export function openAiCompatible(settings: OpenAiCompatibleSettings): Provider {
  const own = connectionTo(settings.baseUrl, settings);
  const connection = ({ baseUrl }: ModelSpec): Connection =>
    baseUrl === undefined || baseUrl === settings.baseUrl ? own : connectionTo(baseUrl, { now: settings.now });
  return withJsonCalls({
    name: settings.name,
    complete: async (request) => complete(connection(request.model), request),
    stream: (request) => stream(connection(request.model), request),
  });
}

interface Connection {
  readonly client: OpenAI;
  readonly baseUrl: string;
  readonly server: string;
  readonly outputLimit: OutputLimitField;
  readonly now: () => number;
  readonly secret: string | undefined;
}

/** The longest timer that there is: the SDK's own time limit never comes first. */
const NO_TIMEOUT_MS = 2_147_483_647;

function connectionTo(baseUrl: string, { apiKey, now }: Pick<OpenAiCompatibleSettings, 'apiKey' | 'now'>): Connection {
  const client = new OpenAI({
    baseURL: baseUrl,
    apiKey: apiKey ?? 'none',
    ...(apiKey === undefined ? { defaultHeaders: { Authorization: null } } : {}),
    // Given so that the SDK does not look for them in the environment.
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: NO_TIMEOUT_MS,
    logLevel: 'off',
  });
  const { host, hostname } = new URL(baseUrl);
  const outputLimit = hostname.endsWith('.openai.com') ? 'max_completion_tokens' : 'max_tokens';
  return { client, baseUrl: withoutCredentials(baseUrl), server: host, outputLimit, now, secret: apiKey };
}

async function complete(connection: Connection, request: ModelRequest): Promise<ModelAnswer> {
  const { client, outputLimit, server } = connection;
  const { signal } = request;
  try {
    const body: unknown = await client.chat.completions.create(chatRequest(request, outputLimit), { signal });
    return modelAnswer(readCompletion(body), request, { server });
  } catch (error) {
    throw providerErrorOf(error, { ...connection, signal });
  }
}

async function* stream(connection: Connection, request: ModelRequest): AsyncGenerator<ModelDelta> {
  const { client, outputLimit, server, now } = connection;
  const { signal } = request;
  const gathered = new ChatStream();
  let firstTokenAt: number | undefined;
  try {
    const body = {
      ...chatRequest(request, outputLimit),
      stream: true as const,
      stream_options: { include_usage: true },
    };
    const chunks: AsyncIterable<unknown> = await client.chat.completions.create(body, { signal });
    for await (const chunk of chunks) {
      const read = readChunk(chunk);
      gathered.add(read);
      if (gathered.started) firstTokenAt ??= now();
      if (read.text !== '') yield { delta: read.text };
    }
    refuseCutOff(gathered, signal);
    const context = firstTokenAt === undefined ? { server } : { server, firstTokenAt };
    yield { answer: modelAnswer(gathered.reply(), request, context) };
  } catch (error) {
    throw providerErrorOf(error, { ...connection, signal });
  }
}

/** An aborted stream ends without an error in the SDK, and so does a connection that is closed early. */
function refuseCutOff(gathered: ChatStream, signal: AbortSignal): void {
  signal.throwIfAborted();
  if (gathered.finished) return;
  throw new ProviderError('connection_failed', 'the stream ended before the answer was complete', { retryable: true });
}
