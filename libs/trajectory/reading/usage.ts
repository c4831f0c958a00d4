import type { Usage } from '#events';
import { countOf, textOf, type Attributes } from '../otlp/attribute-value.js';

/** Where the families put each count, the present name first. */
const KEYS = {
  input: [
    'gen_ai.usage.input_tokens',
    'gen_ai.usage.prompt_tokens',
    'llm.token_count.prompt',
    'ai.usage.inputTokens',
    'ai.usage.promptTokens',
    'llm.usage.prompt_tokens',
  ],
  output: [
    'gen_ai.usage.output_tokens',
    'gen_ai.usage.completion_tokens',
    'llm.token_count.completion',
    'ai.usage.outputTokens',
    'ai.usage.completionTokens',
    'llm.usage.completion_tokens',
  ],
  cacheRead: [
    'gen_ai.usage.cache_read.input_tokens',
    'gen_ai.usage.cache_read_input_tokens',
    'gen_ai.usage.details.cache_read_tokens',
    'llm.token_count.prompt_details.cache_read',
    'ai.usage.inputTokenDetails.cacheReadTokens',
    'ai.usage.cachedInputTokens',
  ],
  cacheWrite: [
    'gen_ai.usage.cache_write.input_tokens',
    'gen_ai.usage.cache_creation.input_tokens',
    'gen_ai.usage.cache_creation_input_tokens',
    'gen_ai.usage.cache_write_input_tokens',
    'gen_ai.usage.details.cache_write_tokens',
    'llm.token_count.prompt_details.cache_write',
    'ai.usage.inputTokenDetails.cacheWriteTokens',
  ],
  reasoning: [
    'gen_ai.usage.reasoning.output_tokens',
    'gen_ai.usage.reasoning_tokens',
    'gen_ai.usage.details.reasoning_tokens',
    'llm.token_count.completion_details.reasoning',
    'ai.usage.reasoningTokens',
  ],
  total: ['gen_ai.usage.total_tokens', 'llm.usage.total_tokens', 'llm.token_count.total', 'ai.usage.totalTokens'],
} as const;

/** Vendors whose input count leaves out what came from the cache, which instrumentations add, or do not. */
const CACHE_APART = /anthropic|bedrock/i;

export interface SpanUsage extends Usage {
  /** Whether `input` includes the cached tokens cannot be told. */
  readonly cacheDoubtful?: true;
}

/** The usage that a span reports; undefined where it reports neither input nor output. */
export function usageOf(attributes: Attributes): SpanUsage | undefined {
  const input = countOf(attributes, ...KEYS.input);
  const output = countOf(attributes, ...KEYS.output);
  if (input === undefined && output === undefined) return undefined;
  const cacheRead = countOf(attributes, ...KEYS.cacheRead);
  const cacheWrite = countOf(attributes, ...KEYS.cacheWrite);
  const reasoning = countOf(attributes, ...KEYS.reasoning);
  return {
    ...(input !== undefined && wholeInput(attributes, input, (cacheRead ?? 0) + (cacheWrite ?? 0))),
    ...(output !== undefined && { output }),
    ...(cacheRead !== undefined && { cacheRead }),
    ...(cacheWrite !== undefined && { cacheWrite }),
    ...(reasoning !== undefined && { reasoning }),
    source: 'reported',
  };
}

/** The input with the cached tokens in it: the total tells, or a cache larger than the input. */
function wholeInput(attributes: Attributes, input: number, cached: number): Pick<SpanUsage, 'input' | 'cacheDoubtful'> {
  if (cached === 0) return { input };
  const total = countOf(attributes, ...KEYS.total);
  const output = countOf(attributes, ...KEYS.output) ?? 0;
  if (cached > input || total === input + output + cached) return { input: input + cached };
  return { input, ...(isApart(attributes) && { cacheDoubtful: true }) };
}

/** The conventions of today and OpenInference define the input with the cached tokens in it. */
const isApart = (attributes: Attributes): boolean =>
  !attributes.has('gen_ai.usage.cache_read.input_tokens') &&
  !attributes.has('llm.token_count.prompt_details.cache_read') &&
  CACHE_APART.test(textOf(attributes, 'gen_ai.provider.name', 'gen_ai.system', 'ai.model.provider') ?? '');
