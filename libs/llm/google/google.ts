import { GoogleGenerativeAI } from '@google/generative-ai';
import type { ModelSpec } from '#events';
import type { ModelRequest, Provider } from '../port.js';
import { readReply } from '../failures/unreadable-reply.js';
import { refuseUnsupported } from '../unsupported.js';
import { vendorProvider, type Replied, type Streamed, type VendorApi } from '../vendor-provider.js';
import type { VendorSettings } from '../vendor-settings.js';
import { contentReply, ResponseSchema } from './content-reply.js';
import { ContentStream } from './content-stream.js';
import { generateRequest } from './generate-request.js';
import { readGoogleFailure } from './google-failure.js';
import { fetchKeyedByPool } from './keyed-fetch.js';

const NAME = 'google';
const ADDRESS = 'https://generativelanguage.googleapis.com';

/** Google's Gemini models, by the Developer API. */
export function google(settings: VendorSettings): Provider {
  fetchKeyedByPool();
  const { apiKey, baseUrl = ADDRESS, now } = settings;
  const gemini: Gemini = { sdk: new GoogleGenerativeAI(apiKey), baseUrl };
  const address = { address: baseUrl, server: new URL(baseUrl).host };
  return vendorProvider(NAME, (model): VendorApi => {
    refuseUnsupported({ ...model, provider: NAME });
    return {
      ...address,
      now,
      secret: apiKey,
      readFailure: readGoogleFailure,
      gathering: () => new ContentStream(model.model),
      complete: (request) => complete(gemini, request),
      stream: (request) => stream(gemini, request),
    };
  });
}

interface Gemini {
  readonly sdk: GoogleGenerativeAI;
  readonly baseUrl: string;
}

const modelOf = ({ sdk, baseUrl }: Gemini, { model }: ModelSpec) => sdk.getGenerativeModel({ model }, { baseUrl });

async function complete(gemini: Gemini, request: ModelRequest): Promise<Replied> {
  const { model, signal } = request;
  const sent = modelOf(gemini, model).generateContent(generateRequest(request, NAME), { signal });
  const { response } = await sent;
  return { reply: contentReply(readReply(ResponseSchema, response), model.model) };
}

async function stream(gemini: Gemini, request: ModelRequest): Promise<Streamed> {
  const { model, signal } = request;
  const sent = modelOf(gemini, model).generateContentStream(generateRequest(request, NAME), { signal });
  const { stream: events, response } = await sent;
  // The SDK gathers the stream a second time; what that ends in is known from the first.
  response.catch(() => undefined);
  return { events };
}
