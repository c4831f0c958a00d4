import type { ReceivingLimits } from '#trajectory';
import { z } from 'zod';
import { whole } from './whole.js';

/** What a client may ask for. Sizes in bytes. */
export interface RequestLimits {
  readonly bodyBytes: number;
  readonly jsonDepth: number;
  readonly perMinute: number;
}

/** How event streams are kept. Times in milliseconds. */
export interface StreamLimits {
  /** Open at once. */
  readonly most: number;
  readonly heartbeatMs: number;
  /** How long a client may make no room before it is cut off. */
  readonly stallMs: number;
  /** How long the stream of a completed run waits for its grade. */
  readonly gradeMs: number;
  /** How long a stream that was asked for the run's diagnosis waits for it. */
  readonly verdictMs: number;
}

/** Of the traces that others send. */
interface TraceSettings extends ReceivingLimits {
  /** How long a trace is left to the process that reads or judges it, in milliseconds; then that one is taken for dead. */
  readonly claimMs: number;
  /** Where a collector writes them; read only where it is named. */
  readonly topic?: string;
}

/** What may be asked of a server, and how long it waits. */
export interface Limits {
  readonly requests: RequestLimits;
  readonly streams: StreamLimits;
  readonly traces: TraceSettings;
}

export const LIMIT_VARIABLES = {
  PARLEY_MAX_BODY_BYTES: whole(4_194_304, 1024, 268_435_456),
  PARLEY_MAX_JSON_DEPTH: whole(32, 4, 1000),
  PARLEY_REQUESTS_PER_MINUTE: whole(6000, 1, 10_000_000),
  PARLEY_MAX_STREAMS: whole(1000, 1, 100_000),
  PARLEY_STREAM_HEARTBEAT_MS: whole(15_000, 10, 3_600_000),
  PARLEY_STREAM_STALL_MS: whole(30_000, 10, 3_600_000),
  PARLEY_STREAM_GRADE_MS: whole(30_000, 10, 3_600_000),
  PARLEY_STREAM_VERDICT_MS: whole(60_000, 10, 3_600_000),
  PARLEY_TRACES_BODY_BYTES: whole(16_777_216, 1024, 268_435_456),
  PARLEY_TRACES_SPANS: whole(20_000, 1, 1_000_000),
  PARLEY_TRACES_BYTES: whole(1_073_741_824, 1_048_576, 1_099_511_627_776),
  PARLEY_TRACES_QUIET_MS: whole(15_000, 10, 86_400_000),
  PARLEY_TRACES_PATIENCE_MS: whole(600_000, 10, 86_400_000),
  PARLEY_TRACES_CLAIM_MS: whole(120_000, 100, 86_400_000),
  PARLEY_OTLP_TOPIC: z
    .string()
    .regex(/^[\w.-]{1,249}$/, { error: 'must be the name of a topic' })
    .optional(),
};
type Variables = z.infer<z.ZodObject<typeof LIMIT_VARIABLES>>;

export const limitsOf = (env: Variables): Limits => ({
  requests: {
    bodyBytes: env.PARLEY_MAX_BODY_BYTES,
    jsonDepth: env.PARLEY_MAX_JSON_DEPTH,
    perMinute: env.PARLEY_REQUESTS_PER_MINUTE,
  },
  streams: {
    most: env.PARLEY_MAX_STREAMS,
    heartbeatMs: env.PARLEY_STREAM_HEARTBEAT_MS,
    stallMs: env.PARLEY_STREAM_STALL_MS,
    gradeMs: env.PARLEY_STREAM_GRADE_MS,
    verdictMs: env.PARLEY_STREAM_VERDICT_MS,
  },
  traces: {
    bodyBytes: env.PARLEY_TRACES_BODY_BYTES,
    spans: env.PARLEY_TRACES_SPANS,
    bytes: env.PARLEY_TRACES_BYTES,
    quietMs: env.PARLEY_TRACES_QUIET_MS,
    patienceMs: env.PARLEY_TRACES_PATIENCE_MS,
    claimMs: env.PARLEY_TRACES_CLAIM_MS,
    ...(env.PARLEY_OTLP_TOPIC !== undefined && { topic: env.PARLEY_OTLP_TOPIC }),
  },
});
