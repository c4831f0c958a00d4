import type { OtlpJson } from '#spans';
import { z } from 'zod';

/** What everybody who has spans says of them: OTLP as JSON, with or without what is empty. */
const ValueSchema = z.json();
const AttributesSchema = z
  .array(z.object({ key: z.string(), value: ValueSchema }))
  .default([])
  .transform((pairs) => new Map(pairs.map(({ key, value }) => [key, value] as const).toSorted(byName)));
const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);
const text = z.string().default('');
const LinkSchema = z.object({ traceId: z.string(), spanId: z.string(), attributes: AttributesSchema });
const SpanSchema = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: text,
  name: z.string(),
  kind: z.number(),
  startTimeUnixNano: z.string(),
  endTimeUnixNano: z.string(),
  attributes: AttributesSchema,
  links: z.array(LinkSchema).default([]),
  events: z.array(ValueSchema).default([]),
  status: z.object({ code: z.number().default(0), message: text }).default({ code: 0, message: '' }),
  droppedAttributesCount: z.number().default(0),
});
const RequestSchema = z.object({
  resourceSpans: z
    .array(
      z.object({
        resource: z.object({ attributes: AttributesSchema }),
        scopeSpans: z.array(z.object({ scope: z.object({ name: text }), spans: z.array(SpanSchema).default([]) })),
      }),
    )
    .default([]),
});

/** A span with where it comes from; equal for two who say the same of it in another order. */
export type SeenSpan = z.infer<typeof SpanSchema> & {
  readonly scope: string;
  readonly resource: ReadonlyMap<string, unknown>;
};

/** All spans of a request, by start and id. */
export function seenSpans(request: OtlpJson | object): readonly SeenSpan[] {
  const { resourceSpans } = RequestSchema.parse(request);
  const spans = resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ scope, spans }) =>
      spans.map((span) => ({ ...span, scope: scope.name, resource: resource.attributes })),
    ),
  );
  return inOrder(spans);
}

export const inOrder = (spans: readonly SeenSpan[]): readonly SeenSpan[] =>
  spans.toSorted((a, b) => Number(keyOf(a) > keyOf(b)) - Number(keyOf(a) < keyOf(b)));

const keyOf = (span: SeenSpan): string => `${span.startTimeUnixNano}/${span.spanId}`;

/** A span of the run's own events: verdicts have a test of their own. */
export const isOfEvents = ({ scope, name }: SeenSpan): boolean => scope === 'parley' && name !== 'classify';
