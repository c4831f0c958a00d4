import type { ModelSpec } from '#events';
import { LONGEST_ANSWER, tooLongError } from './answer-limit.js';
import { providerErrorOf, type ErrorContext, type ReadFailure } from './failures/provider-error-of.js';
import { withJsonCalls } from './json-calls/with-json-calls.js';
import { modelAnswer, type AnswerContext } from './model-answer.js';
import {
  ProviderError,
  type ModelAnswer,
  type ModelDelta,
  type ModelRequest,
  type Provider,
  type Quota,
} from './port.js';
import { partialUsage } from './usage-estimate.js';
import type { VendorReply } from './vendor-reply.js';

/** One vendor's API at one address, spoken through its SDK. Its methods may throw whatever the SDK throws. */
export interface VendorApi {
  /** As errors name it. */
  readonly address: string;
  /** Host and port. */
  readonly server: string;
  readonly now: () => number;
  readonly secret?: string | undefined;
  readonly readFailure: ReadFailure;
  complete(request: ModelRequest): Promise<Replied>;
  stream(request: ModelRequest): Promise<Streamed>;
  gathering(): Gathering;
}

export interface Replied {
  readonly reply: VendorReply;
  readonly quota?: Quota | undefined;
}

export interface Streamed {
  readonly events: AsyncIterable<unknown>;
  readonly quota?: Quota | undefined;
}

/** Gathers the events of one stream into the reply that they are. */
export interface Gathering {
  /**
   * Takes an event in and gives the text that it adds.
   * @throws UnreadableReply for what is no event of this vendor, InBandFailure for an error in its place
   */
  add(event: unknown): string;
  /** Characters of all that it has gathered, about. */
  readonly size: number;
  /** Whether some text or call has come. */
  readonly started: boolean;
  /** A stream that ends before this was cut off on the way. */
  readonly finished: boolean;
  reply(): VendorReply;
}

/**
 * A provider on a vendor's API. Makes one HTTP request per call and never repeats it. Time limits are not its business
 * but that of the request's signal, which reaches the socket. Models without tool calling are spoken to in JSON.
 */
export const vendorProvider = (name: string, apiFor: (model: ModelSpec) => VendorApi): Provider =>
  withJsonCalls({
    name,
    complete: async (request) => complete({ provider: name, api: apiFor(request.model), request }),
    stream: (request) => stream({ provider: name, api: apiFor(request.model), request }),
  });

interface Call {
  readonly provider: string;
  readonly api: VendorApi;
  readonly request: ModelRequest;
}

async function complete(call: Call): Promise<ModelAnswer> {
  const { api, request } = call;
  try {
    request.signal.throwIfAborted();
    const { reply, quota } = await api.complete(request);
    return modelAnswer(reply, request, answerContext(call, quota));
  } catch (error) {
    throw providerErrorOf(error, errorContext(call));
  }
}

async function* stream(call: Call): AsyncGenerator<ModelDelta> {
  const { api, request } = call;
  const left = new AbortController();
  const gathered = api.gathering();
  let spent = false;
  let firstTokenAt: number | undefined;
  try {
    request.signal.throwIfAborted();
    const { events, quota } = await api.stream({ ...request, signal: AbortSignal.any([request.signal, left.signal]) });
    for await (const event of events) {
      const delta = gathered.add(event);
      spent = true;
      if (gathered.size > LONGEST_ANSWER) throw tooLongError(api.address);
      if (gathered.started) firstTokenAt ??= api.now();
      yield { delta };
    }
    refuseCutOff(gathered, call);
    yield { answer: modelAnswer(gathered.reply(), request, { ...answerContext(call, quota), firstTokenAt }) };
  } catch (error) {
    const failed = providerErrorOf(error, errorContext(call));
    throw spent ? withSpend(failed, request, gathered) : failed;
  } finally {
    // Not every SDK hangs up when its stream is left.
    left.abort();
  }
}

const answerContext = ({ provider, api }: Call, quota: Quota | undefined): AnswerContext => ({
  provider,
  server: api.server,
  quota,
});

const errorContext = ({ api, request }: Call): ErrorContext => ({
  address: api.address,
  signal: request.signal,
  now: api.now,
  readFailure: api.readFailure,
  secret: api.secret,
});

/** An aborted stream ends without an error in some SDKs, and so does a connection that is closed early. */
function refuseCutOff(gathered: Gathering, { api, request }: Call): void {
  request.signal.throwIfAborted();
  if (gathered.finished) return;
  const message = `${api.address}: the stream ended before the answer was complete`;
  throw new ProviderError('connection_failed', message, { retryable: true });
}

/** A stream that had begun has cost something, whatever it ended in. */
function withSpend(failed: ProviderError, request: ModelRequest, gathered: Gathering): ProviderError {
  if (failed.details.usage !== undefined) return failed;
  const usage = partialUsage(request, gathered.reply());
  return new ProviderError(failed.code, failed.message, { ...failed.details, usage });
}
