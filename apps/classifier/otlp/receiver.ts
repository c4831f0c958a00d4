import type { IncomingMessage, ServerResponse } from 'node:http';
import { exportAnswer, refusalAnswer, splitBody, UnusableRequest } from '#otlp';
import type { ForeignHeaderOf } from '#platform';
import type { OtlpEncoding, ReceivedTraces, ReceivingLimits, TracePart } from '#trajectory';
import { fullWords } from './full-words.js';
import { Refusal } from './refusal.js';
import { bodyOf } from './request-body.js';

export interface ReceiverOptions {
  readonly traces: Pick<ReceivedTraces, 'keep'>;
  readonly limits: Pick<ReceivingLimits, 'bodyBytes' | 'spans' | 'bytes'>;
  /** Requests of which it shows something are refused. */
  readonly foreignHeaderOf: ForeignHeaderOf;
  readonly now: () => number;
  /** Called after every request that has been kept. */
  readonly onKept: () => void;
  readonly onError: (error: unknown) => void;
}

/** Answers `POST /v1/traces` as OTLP/HTTP says. */
export type Receive = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Each may hold a body in memory. */
const REQUESTS_AT_ONCE = 16;
const [SOON_S, LATER_S] = [1, 30];

export function otlpReceiver(options: ReceiverOptions): Receive {
  let open = 0;
  return async (request, response) => {
    const encoding = encodingOf(request);
    open += 1;
    try {
      refuseForeign(options.foreignHeaderOf(request));
      if (encoding === undefined) throw unknownType(request);
      if (open > REQUESTS_AT_ONCE) throw new Refusal(429, 'too many requests at once: send again', SOON_S);
      send(response, encoding, { status: 200, body: await keep(options, request, encoding) });
    } catch (error) {
      refuse(response, encoding, refusalOf(error, options));
    } finally {
      open -= 1;
    }
  };
}

function refuseForeign(shown: ReturnType<ForeignHeaderOf>): void {
  if (shown !== undefined) throw new Refusal(403, `${shown.field} ${shown.message}`);
}

const CONTENT_TYPES: Readonly<Record<OtlpEncoding, string>> = {
  protobuf: 'application/x-protobuf',
  json: 'application/json',
};

function encodingOf({ headers }: IncomingMessage): OtlpEncoding | undefined {
  const [type, ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const encoding = (['protobuf', 'json'] as const).find((known) => CONTENT_TYPES[known] === type?.trim());
  return encoding === 'json' && !parameters.every(isReadable) ? undefined : encoding;
}

/** JSON is UTF-8, whether its type says so or nothing. */
const isReadable = (parameter: string): boolean => !/^\s*charset=(?!"?utf-?8"?\s*$)/.test(parameter);

function unknownType({ headers }: IncomingMessage): Refusal {
  const type = headers['content-type'];
  const sent = type === undefined || type === '' ? 'missing' : type;
  return new Refusal(415, `Content-Type is ${sent}: must be ${Object.values(CONTENT_TYPES).join(' or ')}, in UTF-8`);
}

async function keep(options: ReceiverOptions, request: IncomingMessage, encoding: OtlpEncoding): Promise<Uint8Array> {
  const { limits, onKept } = options;
  const { parts, unusable } = splitBody(encoding, await bodyOf(request, limits.bodyBytes));
  const tooMany = await kept(parts, options);
  onKept();
  if (unusable + tooMany === 0) return exportAnswer(encoding);
  const reasons = [
    ...(unusable === 0 ? [] : [`${unusable} spans are malformed, or their ids or times are none`]),
    ...(tooMany === 0 ? [] : [`${tooMany} spans are of traces with more than ${limits.spans} (PARLEY_TRACES_SPANS)`]),
  ];
  return exportAnswer(encoding, { rejected: unusable + tooMany, reason: reasons.join('; ') });
}

/** How many spans were left out. */
async function kept(
  parts: readonly TracePart[],
  { traces, limits, now, onError }: Omit<ReceiverOptions, 'onKept' | 'foreignHeaderOf'>,
): Promise<number> {
  if (parts.length === 0) return 0;
  const outcome = await traces.keep(parts, now());
  if (outcome.outcome === 'kept') return outcome.tooMany;
  const full = fullWords(limits);
  onError(full);
  throw new Refusal(503, full, LATER_S);
}

function refusalOf(error: unknown, { onError }: ReceiverOptions): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof UnusableRequest) return new Refusal(error.code === 'too_large' ? 413 : 400, error.message);
  onError(error);
  return new Refusal(503, 'the spans cannot be kept now: why is in the log of the server', LATER_S);
}

function refuse(response: ServerResponse, encoding: OtlpEncoding = 'json', { status, message, retryAfterS }: Refusal) {
  if (retryAfterS !== undefined) response.setHeader('retry-after', retryAfterS);
  send(response, encoding, { status, body: refusalAnswer(encoding, message) });
}

interface Answer {
  readonly status: number;
  readonly body: Uint8Array;
}

function send(response: ServerResponse, encoding: OtlpEncoding, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': CONTENT_TYPES[encoding], 'content-length': body.length }).end(body);
}
