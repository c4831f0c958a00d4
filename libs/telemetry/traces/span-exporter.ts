import type { SpanData } from '#spans';
import { context } from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';
import { OTLPExporterError } from '@opentelemetry/otlp-exporter-base';
import { convertLegacyHttpOptions, createOtlpHttpExportDelegate } from '@opentelemetry/otlp-exporter-base/node-http';
import { TraceExporterMetricsHelper, type IExportTracePartialSuccess } from '@opentelemetry/otlp-transformer';
import type { SpanEncoding } from './span-encoding.js';

/**
 * What a receiver has done with a request. `rejected`: spans that it took the request without. Bad spans are bad
 * however often they are sent; what is not taken now may be taken later.
 */
export type Delivery =
  | { readonly outcome: 'taken'; readonly rejected: number; readonly message?: string }
  | { readonly outcome: 'bad' | 'not_now'; readonly reason: string };

export interface SpanExporter {
  /** Never rejects. */
  export(spans: readonly SpanData[]): Promise<Delivery>;
}

export interface ExporterOptions {
  readonly encoding: SpanEncoding;
  /** Instead of what OTEL_EXPORTER_OTLP_(TRACES_)ENDPOINT says. */
  readonly url?: string;
}

const BAD_REQUEST = 400;
const TOO_LARGE = 413;

/**
 * Sends over OTLP/HTTP as the OTEL_EXPORTER_OTLP_* variables say (headers, timeout, compression, certificates): what
 * `OTLPTraceExporter` is made of, with an encoding and an eye for partial success of our own. Within the timeout it tries
 * again by itself, after what `Retry-After` says.
 */
export function spanExporter({ encoding, url }: ExporterOptions): SpanExporter {
  let partial: IExportTracePartialSuccess | undefined;
  // The only door to what the library itself reads the variables with.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const options = convertLegacyHttpOptions(url === undefined ? {} : { url }, 'TRACES', 'v1/traces', {
    'Content-Type': encoding.contentType,
  });
  const serializer = {
    serializeRequest: (spans: readonly SpanData[]) => encoding.serializeRequest(spans),
    deserializeResponse: (data: Uint8Array) => {
      const response = encoding.deserializeResponse(data);
      partial = response.partialSuccess;
      return response;
    },
  };
  const metrics = { name: TraceExporterMetricsHelper.name, countItems: (spans: readonly SpanData[]) => spans.length };
  const delegate = createOtlpHttpExportDelegate(options, serializer, 'otlp_http_span_exporter', metrics, undefined);
  return {
    export: (spans) =>
      new Promise((resolve) => {
        context.with(suppressTracing(context.active()), () => {
          delegate.export(spans, ({ error }) => {
            // The answer was read in this same turn of the event loop.
            resolve(error === undefined ? takenWith(partial) : failedWith(error));
            partial = undefined;
          });
        });
      }),
  };
}

function takenWith(partial: IExportTracePartialSuccess | undefined): Delivery {
  const { rejectedSpans = 0, errorMessage = '' } = partial ?? {};
  // In JSON the number is a text.
  const rejected = Number.parseInt(`${rejectedSpans}`, 10);
  return { outcome: 'taken', rejected, ...(errorMessage !== '' && { message: errorMessage }) };
}

function failedWith(error: Error): Delivery {
  const status = error instanceof OTLPExporterError ? error.code : undefined;
  const isBad = status === BAD_REQUEST || status === TOO_LARGE;
  const reason = [...(status === undefined ? [] : [`HTTP ${status}`]), error.message].join(' ').trim();
  return { outcome: isBad ? 'bad' : 'not_now', reason };
}
