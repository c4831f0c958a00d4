import type { Usage } from '#events';
import type { Measure } from './instruments.js';

type Attributes = Measure['attributes'];
type Tokens = 'input' | 'output' | 'cacheRead' | 'cacheWrite' | 'reasoning';

const SPENT = {
  input: 'gen_ai.client.inference.usage.input_tokens',
  output: 'gen_ai.client.inference.usage.output_tokens',
  cacheRead: 'gen_ai.client.inference.usage.cache_read.input_tokens',
  cacheWrite: 'gen_ai.client.inference.usage.cache_write.input_tokens',
  reasoning: 'gen_ai.client.inference.usage.reasoning.output_tokens',
} as const satisfies Record<Tokens, Measure['metric']>;

const OF_CALL = {
  input: 'gen_ai.client.inference.operation.input_tokens',
  output: 'gen_ai.client.inference.operation.output_tokens',
} as const satisfies Partial<Record<Tokens, Measure['metric']>>;

/** Sums of what was spent, and how much a call takes. What is not known is not counted, as 0 neither. */
export function usageMeasures(usage: Usage, attributes: Attributes, error: Attributes): readonly Measure[] {
  const ofText = { ...attributes, 'gen_ai.token.modality': 'text' };
  return [...measuresOf(SPENT, usage, ofText), ...measuresOf(OF_CALL, usage, { ...attributes, ...error })];
}

const measuresOf = (
  metrics: Readonly<Partial<Record<Tokens, Measure['metric']>>>,
  usage: Usage,
  attributes: Attributes,
): readonly Measure[] =>
  (Object.entries(metrics) as [Tokens, Measure['metric']][]).flatMap(([tokens, metric]) => {
    const value = usage[tokens];
    return value === undefined ? [] : [{ metric, value, attributes }];
  });
