import { Anthropic } from '@anthropic-ai/sdk';
import { connectionPool } from '../connection-pool.js';
import { NO_TIMEOUT_MS } from '../no-timeout.js';
import type { ModelRequest, Provider } from '../port.js';
import { anthropicQuota } from '../quota.js';
import { refuseUnsupported } from '../unsupported.js';
import { vendorProvider, type Replied, type Streamed, type VendorApi } from '../vendor-provider.js';
import type { VendorSettings } from '../vendor-settings.js';
import { readAnthropicFailure } from './anthropic-failure.js';
import { readMessage } from './message-reply.js';
import { MessageStream } from './message-stream.js';
import { messagesRequest, THINKING_BINDING } from './messages-request.js';

const NAME = 'anthropic';
const ADDRESS = 'https://api.anthropic.com';

/** Anthropic's models, by the Messages API. */
export function anthropic(settings: VendorSettings): Provider {
  const api = messagesApi(settings);
  return vendorProvider(NAME, (model) => {
    refuseUnsupported({ ...model, provider: NAME });
    return api;
  });
}

function messagesApi({ apiKey, baseUrl = ADDRESS, now }: VendorSettings): VendorApi {
  const client = anthropicClient(apiKey, baseUrl);
  return {
    address: baseUrl,
    server: new URL(baseUrl).host,
    now,
    secret: apiKey,
    readFailure: readAnthropicFailure,
    gathering: () => new MessageStream(),
    complete: (request) => complete(client, request),
    stream: (request) => stream(client, request),
  };
}

function anthropicClient(apiKey: string, baseURL: string): Anthropic {
  return new Anthropic({
    apiKey,
    baseURL,
    webhookKey: null,
    maxRetries: 0,
    timeout: NO_TIMEOUT_MS,
    logLevel: 'off',
    // A run's spans are projections of its events.
    openTelemetry: false,
    fetch: connectionPool(),
  });
}

async function complete(client: Anthropic, request: ModelRequest): Promise<Replied> {
  const body = messagesRequest(request, NAME);
  const { data, response } = await client.messages.create(body, options(body, request)).withResponse();
  return { reply: readMessage(data), quota: anthropicQuota(response.headers) };
}

async function stream(client: Anthropic, request: ModelRequest): Promise<Streamed> {
  const body = messagesRequest(request, NAME);
  const sent = client.messages.create({ ...body, stream: true }, options(body, request));
  const { data, response } = await sent.withResponse();
  return { events: data, quota: anthropicQuota(response.headers) };
}

const options = ({ thinking }: Pick<Anthropic.MessageCreateParams, 'thinking'>, { signal }: ModelRequest) => ({
  signal,
  ...(thinking === undefined ? {} : { headers: { 'anthropic-beta': THINKING_BINDING } }),
});
