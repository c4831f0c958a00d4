import type { Counter, Histogram, Meter } from '@opentelemetry/api';

/** Seconds, and buckets that the GenAI conventions name for a call. */
const CALL_SECONDS = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92];
const TOKENS = [1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864];
const RUN_SECONDS = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1_800, 3_600, 21_600, 86_400];

type Definition = { readonly unit: string; readonly brief: string } & (
  { readonly kind: 'counter' } | { readonly kind: 'histogram'; readonly buckets: readonly number[] }
);

const spent = (brief: string) => ({ kind: 'counter', unit: '{token}', brief }) as const;
const tokensOfCall = (brief: string) => ({ kind: 'histogram', unit: '{token}', buckets: TOKENS, brief }) as const;

/** Everything that is counted or measured of runs; `gen_ai.*` as the conventions have it. */
export const RUN_METRICS = {
  'gen_ai.client.inference.duration': {
    kind: 'histogram',
    unit: 's',
    buckets: CALL_SECONDS,
    brief: 'Model calls: how long, and with which error',
  },
  'gen_ai.client.inference.time_to_first_chunk': {
    kind: 'histogram',
    unit: 's',
    buckets: CALL_SECONDS,
    brief: 'Model calls that answer in pieces: until the first one',
  },
  'gen_ai.client.inference.usage.input_tokens': spent('Tokens of prompts, cached ones included'),
  'gen_ai.client.inference.usage.output_tokens': spent('Tokens of answers, reasoning included'),
  'gen_ai.client.inference.usage.cache_read.input_tokens': spent("Of the prompts', those from the provider's cache"),
  'gen_ai.client.inference.usage.cache_write.input_tokens': spent("Of the prompts', those that went into it"),
  'gen_ai.client.inference.usage.reasoning.output_tokens': spent("Of the answers', those of reasoning"),
  'gen_ai.client.inference.operation.input_tokens': tokensOfCall('Tokens of the prompt of each call'),
  'gen_ai.client.inference.operation.output_tokens': tokensOfCall('Tokens of the answer of each call'),
  'gen_ai.execute_tool.duration': {
    kind: 'histogram',
    unit: 's',
    buckets: CALL_SECONDS,
    brief: 'Tool calls: how long, and what came of them',
  },
  'parley.cost': { kind: 'counter', unit: '{USD}', brief: 'Cost of model calls, as far as it is known' },
  'parley.run.started': { kind: 'counter', unit: '{run}', brief: 'Runs started' },
  'parley.run.ended': { kind: 'counter', unit: '{run}', brief: 'Runs ended, with their outcome' },
  'parley.run.duration': { kind: 'histogram', unit: 's', buckets: RUN_SECONDS, brief: 'From start to end of a run' },
  'parley.turn.ended': { kind: 'counter', unit: '{turn}', brief: 'Attempts at turns that ended, with their outcome' },
  'parley.turn.queue.duration': {
    kind: 'histogram',
    unit: 's',
    buckets: CALL_SECONDS,
    brief: 'From the request of a turn to its model call',
  },
  'parley.message.sent': { kind: 'counter', unit: '{message}', brief: 'Messages between agents' },
} as const satisfies Readonly<Record<string, Definition>>;

type RunMetric = keyof typeof RUN_METRICS;

/** A span, in a trace that is sent, of what was measured. */
export interface MeasuredSpan {
  readonly traceId: string;
  /** Read when somebody wants an example, and not before: an id is a hash. */
  readonly spanId: string;
}

/** One thing that is counted or measured. */
export interface Measure {
  readonly metric: RunMetric;
  readonly value: number;
  readonly attributes: Readonly<Record<string, string | number>>;
  /** Absent where no trace shows it. */
  readonly span?: MeasuredSpan;
}

export interface RecorderOptions {
  readonly meter: Meter;
  readonly exemplars: { keep(measure: Measure): void };
}

/** Takes measures into the instruments of a meter, and those that a trace shows as examples of their histograms. */
export function recorder({ meter, exemplars }: RecorderOptions): (measures: readonly Measure[]) => void {
  const instruments = new Map<RunMetric, Counter | Histogram>();
  for (const [name, definition] of Object.entries(RUN_METRICS) as [RunMetric, Definition][]) {
    instruments.set(name, instrument(meter, name, definition));
  }
  return (measures) => {
    for (const measure of measures) {
      const { metric, value, attributes } = measure;
      const one = instruments.get(metric);
      if (one === undefined) continue;
      if ('add' in one) one.add(value, attributes);
      else one.record(value, attributes);
      exemplars.keep(measure);
    }
  };
}

function instrument(meter: Meter, name: RunMetric, definition: Definition): Counter | Histogram {
  const { unit, brief: description } = definition;
  if (definition.kind === 'counter') return meter.createCounter(name, { unit, description });
  return meter.createHistogram(name, {
    unit,
    description,
    advice: { explicitBucketBoundaries: [...definition.buckets] },
  });
}
