import { OpenAI } from 'openai';
import { connectionPool } from '../connection-pool.js';
import { readOpenAiFailure } from '../failures/openai-failure.js';
import { NO_TIMEOUT_MS } from '../no-timeout.js';
import type { ModelRequest, Provider } from '../port.js';
import { openAiQuota } from '../quota.js';
import type { VendorSettings } from '../vendor-settings.js';
import { refuseUnsupported } from '../unsupported.js';
import { vendorProvider, type Replied, type Streamed, type VendorApi } from '../vendor-provider.js';
import { readResponse } from './response-reply.js';
import { ResponseStream } from './response-stream.js';
import { responsesRequest } from './responses-request.js';

const NAME = 'openai';
export const OPENAI_ADDRESS = 'https://api.openai.com/v1';

/** OpenAI's own models, by the Responses API; nothing is stored there. */
export function openAi(settings: VendorSettings): Provider {
  const api = responsesApi(settings);
  return vendorProvider(NAME, (model) => {
    refuseUnsupported({ ...model, provider: NAME });
    return api;
  });
}

function responsesApi({ apiKey, baseUrl = OPENAI_ADDRESS, now }: VendorSettings): VendorApi {
  const client = openAiClient(apiKey, baseUrl);
  return {
    address: baseUrl,
    server: new URL(baseUrl).host,
    now,
    secret: apiKey,
    readFailure: readOpenAiFailure,
    gathering: () => new ResponseStream(),
    complete: (request) => complete(client, request, now),
    stream: (request) => stream(client, request, now),
  };
}

function openAiClient(apiKey: string, baseURL: string): OpenAI {
  return new OpenAI({
    apiKey,
    baseURL,
    // Given so that the SDK does not look for them in the environment.
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: NO_TIMEOUT_MS,
    logLevel: 'off',
    fetch: connectionPool(),
  });
}

async function complete(client: OpenAI, request: ModelRequest, now: () => number): Promise<Replied> {
  const { signal } = request;
  // Unparsed: the SDK's own reading of a response breaks on bodies that are no objects.
  const response = await client.responses.create(responsesRequest(request, NAME), { signal }).asResponse();
  return { reply: readResponse(await response.json()), quota: openAiQuota(response.headers, now()) };
}

async function stream(client: OpenAI, request: ModelRequest, now: () => number): Promise<Streamed> {
  const { signal } = request;
  const sent = client.responses.create({ ...responsesRequest(request, NAME), stream: true }, { signal });
  const { data, response } = await sent.withResponse();
  return { events: data, quota: openAiQuota(response.headers, now()) };
}
