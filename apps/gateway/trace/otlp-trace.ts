import { z } from 'zod';

const ValueSchema = z.looseObject({}).meta({ description: 'as OTLP has it: `{"stringValue": ...}` and the like' });
const AttributesSchema = z.array(z.object({ key: z.string(), value: ValueSchema }));
const SpanSchema = z.looseObject({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  attributes: AttributesSchema,
});

/** A trace as OTLP in JSON; what Parley's attributes mean stands in docs/telemetry.md. */
export const OtlpTraceSchema = z
  .object({
    resourceSpans: z.array(
      z.object({
        resource: z.object({ attributes: AttributesSchema }),
        scopeSpans: z.array(z.looseObject({ spans: z.array(SpanSchema) })),
      }),
    ),
  })
  .meta({ id: 'OtlpTrace' });
