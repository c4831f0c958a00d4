import { CONTENT_CAPTURES, type ContentSettings } from '#spans';
import { z } from 'zod';
import { SAMPLERS, type SamplerSettings } from './traces/run-sampler.js';

const OTLP_PROTOCOLS = ['http/json', 'http/protobuf'] as const;
export type OtlpProtocol = (typeof OTLP_PROTOCOLS)[number];

/** How the spans of runs are sent. */
export interface ExportSettings {
  readonly protocol: OtlpProtocol;
  /** Spans in one request at most. */
  readonly batchSpans: number;
  /** Few new spans wait so long for more, in milliseconds. */
  readonly delayMs: number;
}

/** What the standard variables of OpenTelemetry say, as far as it is not left to its libraries. */
export interface TelemetrySettings {
  /** Absent where there is nobody to send traces to. */
  readonly traces?: ExportSettings;
  /** Whether metrics are sent; they can be fetched in any case. */
  readonly sendsMetrics: boolean;
  readonly sampler: SamplerSettings;
  readonly content: Pick<ContentSettings, 'capture' | 'limit'>;
}

/** Names every variable that is wrong, with what would be right. */
export class TelemetrySettingsError extends Error {
  readonly code = 'config_invalid';
}

type Variables = Readonly<Record<string, string | undefined>>;

const oneOf = <const T extends readonly string[]>(values: T) =>
  z.enum(values, { error: `must be one of ${values.join(', ')}` });
const url = z.url({ protocol: /^https?$/, error: 'must be an http(s) URL such as http://127.0.0.1:4318' });
const whole = (least: number) =>
  z
    .string()
    .refine((text) => /^\d{1,9}$/.test(text) && Number(text) >= least, {
      error: `must be a whole number from ${least}`,
    })
    .transform(Number)
    .optional();
const exporter = oneOf(['otlp', 'none']).default('otlp');
const capture = z
  .string()
  .default(CONTENT_CAPTURES[0])
  .transform((text) => text.toUpperCase())
  .pipe(
    z.enum(CONTENT_CAPTURES, {
      error: `must be one of ${CONTENT_CAPTURES.join(', ')}: what was said stands on spans, it is not sent as log events`,
    }),
  );

/** A span holds up to four contents of this length, in UTF-16 units; together they fit a record of 1 MB. */
const CONTENT_LIMIT = 65_536;
const BATCH_SPANS = 512;
const DELAY_MS = 1_000;

const VariablesSchema = z.object({
  OTEL_SDK_DISABLED: z.string().optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: url.optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: url.optional(),
  OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: url.optional(),
  OTEL_TRACES_EXPORTER: exporter,
  OTEL_METRICS_EXPORTER: oneOf(['otlp', 'none', 'prometheus']).default('otlp'),
  OTEL_EXPORTER_OTLP_PROTOCOL: oneOf(OTLP_PROTOCOLS).optional(),
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: oneOf(OTLP_PROTOCOLS).optional(),
  OTEL_BSP_MAX_EXPORT_BATCH_SIZE: whole(1),
  OTEL_BSP_SCHEDULE_DELAY: whole(0),
  OTEL_TRACES_SAMPLER: oneOf(SAMPLERS).default('parentbased_always_on'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number({ error: 'must be a ratio from 0 to 1' })
    .min(0, 'must be a ratio from 0 to 1')
    .max(1, 'must be a ratio from 0 to 1')
    .default(1),
  OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: capture,
  OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT: whole(100),
  OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT: whole(100),
});
type Parsed = z.infer<typeof VariablesSchema>;

/** The variables that are read here. */
export type TelemetryVariable = keyof Parsed;
export const TELEMETRY_VARIABLES = Object.keys(VariablesSchema.shape) as readonly TelemetryVariable[];

/**
 * Reads the variables; one that is set to nothing counts as not set.
 * @throws TelemetrySettingsError
 */
export function telemetrySettings(environment: Variables): TelemetrySettings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = VariablesSchema.safeParse(given);
  if (parsed.success) return settingsOf(parsed.data);
  throw new TelemetrySettingsError(
    parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('\n'),
  );
}

function settingsOf(parsed: Parsed): TelemetrySettings {
  const enabled = parsed.OTEL_SDK_DISABLED?.toLowerCase() !== 'true';
  const shared = parsed.OTEL_EXPORTER_OTLP_ENDPOINT;
  const traces = parsed.OTEL_TRACES_EXPORTER === 'otlp' && (parsed.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? shared);
  const metrics = parsed.OTEL_METRICS_EXPORTER === 'otlp' && (parsed.OTEL_EXPORTER_OTLP_METRICS_ENDPOINT ?? shared);
  return {
    ...(enabled && typeof traces === 'string' && { traces: exportOf(parsed) }),
    sendsMetrics: enabled && typeof metrics === 'string',
    sampler: { name: parsed.OTEL_TRACES_SAMPLER, ratio: parsed.OTEL_TRACES_SAMPLER_ARG },
    content: contentOf(parsed),
  };
}

const exportOf = (parsed: Parsed): ExportSettings => ({
  protocol: parsed.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL ?? parsed.OTEL_EXPORTER_OTLP_PROTOCOL ?? OTLP_PROTOCOLS[0],
  batchSpans: parsed.OTEL_BSP_MAX_EXPORT_BATCH_SIZE ?? BATCH_SPANS,
  delayMs: parsed.OTEL_BSP_SCHEDULE_DELAY ?? DELAY_MS,
});

const contentOf = (parsed: Parsed): TelemetrySettings['content'] => ({
  capture: parsed.OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT,
  limit: parsed.OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT ?? parsed.OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT ?? CONTENT_LIMIT,
});
