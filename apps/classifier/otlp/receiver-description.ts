import type { DescribedRoute } from '#platform';

const CONTENT_TYPES = ['application/x-protobuf', 'application/json'] as const;

const inBoth = (description: string) => ({
  description,
  content: Object.fromEntries(CONTENT_TYPES.map((type) => [type, {}])),
});

/** What the API's description says of the receiver, whose bodies are OTLP's own. */
export const RECEIVER: DescribedRoute = {
  path: '/v1/traces',
  method: 'post',
  operation: {
    operationId: 'receiveTraces',
    summary: 'Take the spans of other frameworks, as OTLP/HTTP says',
    description:
      '`ExportTraceServiceRequest` in protobuf or JSON, as it is or in gzip. Point OTEL_EXPORTER_OTLP_ENDPOINT of an application at this server. The answer says how many spans were left out, and why.',
    tags: ['traces'],
    parameters: [],
    requestBody: { required: true, ...inBoth('`ExportTraceServiceRequest`') },
    responses: {
      200: inBoth('`ExportTraceServiceResponse`: they are kept'),
      400: inBoth('The body is not what its type says'),
      403: inBoth('A page of another site may have asked, or by a name that is not this server’s'),
      413: inBoth('The body is too large: send fewer spans at once'),
      415: inBoth('A type or an encoding that is not taken'),
      429: inBoth('Too many requests at once: `Retry-After` says when to send again'),
      503: inBoth('They cannot be kept now: `Retry-After` says when to send again'),
    },
  },
};
