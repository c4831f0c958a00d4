import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import type { OtlpJson } from '#spans';

export interface ReceivedRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What the receiver does with a request; the spans of one that is `ok` count as received. */
export type Reply =
  | 'ok'
  | 'hang'
  | 'die'
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown };

const UNSET = 0;

export type OtlpSpan = OtlpJson['resourceSpans'][number]['scopeSpans'][number]['spans'][number];

export interface OtlpReceiver {
  readonly url: string;
  readonly requests: readonly ReceivedRequest[];
  /** In the order in which they came, with repetitions, each as `otlpJsonOf` writes it: without what is empty. */
  readonly spans: readonly OtlpSpan[];
  /** From now on. */
  reply(next: (request: ReceivedRequest) => Reply): void;
  /** Resolves once this holds, which is looked at after every request. */
  until(holds: () => boolean): Promise<void>;
  close(): Promise<void>;
}

/** A receiver of OTLP/HTTP in JSON on loopback that behaves as it is told. */
export async function openOtlpReceiver(port = 0): Promise<OtlpReceiver> {
  const requests: ReceivedRequest[] = [];
  const spans: OtlpSpan[] = [];
  const waiting = new Set<() => void>();
  let replyTo: (request: ReceivedRequest) => Reply = () => 'ok';
  const server = createServer((message, response) => {
    void received(message).then((request) => {
      requests.push(request);
      const reply = replyTo(request);
      if (reply === 'ok' && request.path === '/v1/traces') spans.push(...spansIn(request));
      send(response, reply);
      for (const look of waiting) look();
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    spans,
    reply: (next) => {
      replyTo = next;
    },
    until: (holds) =>
      new Promise((resolve) => {
        const look = () => {
          if (!holds()) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function received(message: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks);
  const body = message.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw;
  return { path: message.url ?? '', headers: message.headers, body };
}

function send(response: ServerResponse, reply: Reply): void {
  if (reply === 'hang') return;
  if (reply === 'die') {
    response.destroy();
    return;
  }
  const { status, headers = {}, body = {} } = reply === 'ok' ? { status: 200 } : reply;
  response
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(body instanceof Uint8Array ? body : JSON.stringify(body));
}

function spansIn({ headers, body }: ReceivedRequest): readonly OtlpSpan[] {
  if (headers['content-type'] !== 'application/json') return [];
  const { resourceSpans } = JSON.parse(body.toString(), textOfInteger) as OtlpJson;
  return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans.map(withoutEmpty)));
}

/** OTLP lets a 64-bit number be a text or a number. */
const textOfInteger = (key: string, value: unknown): unknown =>
  key === 'intValue' && typeof value === 'number' ? String(value) : value;

function withoutEmpty(span: OtlpSpan): OtlpSpan {
  const { traceId, spanId, parentSpanId, name, kind, startTimeUnixNano, endTimeUnixNano, attributes } = span;
  const { code = UNSET, message } = span.status;
  return {
    ...{ traceId, spanId, ...(parentSpanId !== undefined && { parentSpanId }), name, kind },
    ...{ startTimeUnixNano, endTimeUnixNano, attributes },
    links: span.links.map((link) => ({ traceId: link.traceId, spanId: link.spanId, attributes: link.attributes })),
    status: code === UNSET ? {} : { ...(message !== undefined && { message }), code },
  };
}
