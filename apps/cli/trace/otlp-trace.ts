import type { Attributes, SpanData, SpanLink, SpanStatus, TraceSource } from '#spans';
import { z } from 'zod';

const CLIENT = 3;
const ERROR = 2;
const NANOS_OF_MS = 6;

const id = z.string().min(1);
const nanos = z
  .string()
  .regex(/^\d+$/)
  .transform((text) => Number(text.slice(0, -NANOS_OF_MS)));
const text = z.object({ stringValue: z.string() });
const ValueSchema = z.union([
  text.transform(({ stringValue }) => stringValue),
  z.object({ boolValue: z.boolean() }).transform(({ boolValue }) => boolValue),
  z.object({ intValue: z.string() }).transform(({ intValue }) => Number(intValue)),
  z.object({ doubleValue: z.number() }).transform(({ doubleValue }) => doubleValue),
  z
    .object({ arrayValue: z.object({ values: z.array(text) }) })
    .transform(({ arrayValue }) => arrayValue.values.map(({ stringValue }) => stringValue)),
]);
const PairsSchema = z
  .array(z.object({ key: z.string(), value: ValueSchema }))
  .transform((pairs) => Object.fromEntries(pairs.map(({ key, value }) => [key, value])));
/** A server of another version may have others than ours: whoever reads them takes what it knows. */
const AttributesSchema = PairsSchema.transform((attributes): Attributes => attributes);

const LinkSchema = z.object({ spanId: id, attributes: AttributesSchema }) satisfies z.ZodType<SpanLink>;
const StatusSchema = z
  .object({ code: z.int().optional(), message: z.string().optional() })
  .transform(({ code, message }): SpanStatus =>
    code === ERROR ? { code: 'error', ...(message !== undefined && { message }) } : { code: 'unset' },
  );
const SpanSchema = z
  .object({
    traceId: id,
    spanId: id,
    parentSpanId: id.optional(),
    name: z.string(),
    kind: z.int(),
    startTimeUnixNano: nanos,
    endTimeUnixNano: nanos,
    attributes: AttributesSchema,
    links: z.array(LinkSchema),
    status: StatusSchema,
  })
  .transform(({ kind, startTimeUnixNano: startMs, endTimeUnixNano: endMs, parentSpanId, ...span }): SpanData => ({
    ...span,
    ...(parentSpanId !== undefined && { parentSpanId }),
    kind: kind === CLIENT ? 'client' : 'internal',
    startMs,
    endMs,
  }));

/** Reads what `GET /v1/runs/:id/trace` answers: the spans as they are before they become OTLP. */
export const OtlpTraceSchema = z
  .object({
    resourceSpans: z.tuple([
      z.object({
        resource: z.object({ attributes: PairsSchema }),
        scopeSpans: z.tuple([
          z.object({
            scope: z.object({ name: z.string(), version: z.string().exactOptional() }),
            spans: z.array(SpanSchema),
          }),
        ]),
      }),
    ]),
  })
  .transform(({ resourceSpans: [{ resource, scopeSpans }] }) => {
    const [{ scope, spans }] = scopeSpans;
    const source: TraceSource = { resource: resource.attributes, scope };
    return { source, spans };
  });
