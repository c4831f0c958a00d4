import type { SpanData, TraceSource } from '#spans';
import { context } from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { hearingWarnings } from '../library-log.js';
import type { OtlpProtocol } from '../settings.js';
import { partialSuccessIn, type PartialSuccess } from './partial-success.js';
import { readableSpans } from './readable-span.js';

/**
 * What a receiver has done with a request. `rejected`: spans that it took the request without. Bad spans are bad
 * however often they are sent; what is not taken now may be taken later.
 */
export type Delivery =
  ({ readonly outcome: 'taken' } & PartialSuccess) | { readonly outcome: 'bad' | 'not_now'; readonly reason: string };

export interface SpanExporter {
  /** Never rejects. The spans are serialised before it returns. */
  export(spans: readonly SpanData[]): Promise<Delivery>;
}

export interface ExporterOptions {
  readonly protocol: OtlpProtocol;
  readonly source: TraceSource;
  /** Instead of what OTEL_EXPORTER_OTLP_(TRACES_)ENDPOINT says. */
  readonly url?: string;
}

const EXPORTERS = { 'http/json': JsonExporter, 'http/protobuf': ProtobufExporter } as const;
const BAD_REQUESTS: readonly unknown[] = [400, 413];

/**
 * Sends over OTLP/HTTP as the OTEL_EXPORTER_OTLP_* variables say (headers, timeout, compression, certificates). Within the
 * timeout it tries again by itself, after what `Retry-After` says.
 */
export function spanExporter({ protocol, source, url }: ExporterOptions): SpanExporter {
  const exporter = new EXPORTERS[protocol](url === undefined ? {} : { url });
  const readable = readableSpans(source);
  const send = (spans: readonly SpanData[]): Promise<Delivery> =>
    new Promise((resolve) => {
      let partial: PartialSuccess = { rejected: 0 };
      const hear = (words: readonly unknown[]): boolean => {
        const told = partialSuccessIn(words);
        partial = told ?? partial;
        return told !== undefined;
      };
      hearingWarnings(hear, () => {
        exporter.export(spans.map(readable), ({ error }) => {
          resolve(error === undefined ? { outcome: 'taken', ...partial } : failedWith(error));
        });
      });
    });
  return { export: (spans) => context.with(suppressTracing(context.active()), () => send(spans)) };
}

function failedWith(error: Error): Delivery {
  // Of an answer the status; a text where the connection failed.
  const code = 'code' in error ? error.code : undefined;
  const reason = [...(typeof code === 'number' ? [`HTTP ${code}`] : []), error.message].join(' ').trim();
  return { outcome: BAD_REQUESTS.includes(code) ? 'bad' : 'not_now', reason };
}
