import { otlpJsonOf, type SpanData, type TraceSource } from '#spans';
import {
  JsonTraceSerializer,
  ProtobufTraceSerializer,
  type IExportTraceServiceResponse,
  type ISerializer,
} from '@opentelemetry/otlp-transformer';
import type { OtlpProtocol } from '../settings.js';
import { readableSpans } from './readable-span.js';

/** How spans become the body of a request, and what an answer's body says. */
export interface SpanEncoding extends ISerializer<readonly SpanData[], IExportTraceServiceResponse> {
  readonly contentType: string;
}

const encoder = new TextEncoder();

/** JSON keeps a whole number a double where the attribute is one; the library's protobuf sends it as an integer. */
const jsonEncoding = (source: TraceSource): SpanEncoding => ({
  contentType: 'application/json',
  serializeRequest: (spans) => encoder.encode(JSON.stringify(otlpJsonOf(spans, source))),
  deserializeResponse: (data) => JsonTraceSerializer.deserializeResponse(data),
});

function protobufEncoding(source: TraceSource): SpanEncoding {
  const readable = readableSpans(source);
  return {
    contentType: 'application/x-protobuf',
    serializeRequest: (spans) => ProtobufTraceSerializer.serializeRequest(spans.map(readable)),
    deserializeResponse: (data) => ProtobufTraceSerializer.deserializeResponse(data),
  };
}

export const spanEncoding = (protocol: OtlpProtocol, source: TraceSource): SpanEncoding =>
  protocol === 'http/json' ? jsonEncoding(source) : protobufEncoding(source);
