import type { Anthropic } from '@anthropic-ai/sdk';
import { transformJSONSchema } from '@anthropic-ai/sdk/lib/transform-json-schema';
import { argumentsObject } from '../call-arguments.js';
import { ProviderError, type ModelMessage, type ModelRequest, type OfferedTool, type OutputFormat } from '../port.js';
import { partsOf, type AnswerPart } from '../vendor-parts.js';

type Body = Omit<Anthropic.MessageCreateParamsNonStreaming, 'stream'>;
type Block = Anthropic.ContentBlockParam;
interface Turn {
  readonly role: 'user' | 'assistant';
  readonly content: Block[];
}

/** The API needs a limit. A run's reservations assume the same one where a model names none. */
const DEFAULT_OUTPUT_TOKENS = 4096;
const CACHED: Anthropic.CacheControlEphemeral = { type: 'ephemeral' };

/**
 * The request as a Messages body. Two marks for the vendor's cache: one after tools and system, which stay the same for
 * an agent, and one after the last message, which the next turn's conversation starts with.
 */
export function messagesRequest(request: ModelRequest, provider: string): Body {
  const { model, system, messages, tools, toolChoice, output } = request;
  const turns = merged(messages.map((message) => turn(message, provider)));
  return {
    model: model.model,
    max_tokens: model.parameters.maxOutputTokens ?? DEFAULT_OUTPUT_TOKENS,
    ...(tools.length === 0 ? {} : { tools: offered(tools, system === ''), tool_choice: choice(toolChoice) }),
    ...(system === '' ? {} : { system: [{ type: 'text', text: system, cache_control: CACHED }] }),
    messages: turns,
    ...(output === undefined ? {} : { output_config: { format: jsonFormat(output) } }),
    cache_control: CACHED,
    ...(turns.some(thinks) ? { thinking: KEPT_THINKING } : {}),
  };
}

/**
 * The vendor knows a part of JSON Schema, and closed objects alone; what it does not know the SDK turns into descriptions.
 * @throws ProviderError for a schema that it cannot turn
 */
function jsonFormat({ name, schema }: OutputFormat): Anthropic.JSONOutputFormat {
  try {
    return { type: 'json_schema', schema: transformJSONSchema(schema) };
  } catch (error) {
    const message = `anthropic cannot hold an answer to the schema "${name}": ${String(error)}`;
    throw new ProviderError('invalid_request', message, { retryable: false });
  }
}

/**
 * Newer models refuse reasoning that comes back after another prompt than it was made for, as when earlier turns are
 * left out; with this they leave it out instead.
 */
const KEPT_THINKING: Anthropic.ThinkingConfigAdaptive &
  Pick<Anthropic.Beta.BetaThinkingConfigAdaptive, 'block_binding'> = {
  type: 'adaptive',
  block_binding: { prefix_mismatch_behavior: 'drop_block' },
};
/** The name under which the API knows `block_binding`. */
export const THINKING_BINDING = 'thinking-binding-controls-2026-08-01';

const thinks = ({ content }: Turn): boolean =>
  content.some(({ type }) => type === 'thinking' || type === 'redacted_thinking');

function turn(message: ModelMessage, provider: string): Turn {
  switch (message.role) {
    case 'user':
      return { role: 'user', content: textBlocks(message.text) };
    case 'tool':
      return { role: 'user', content: [{ type: 'tool_result', tool_use_id: message.callId, content: message.text }] };
    case 'assistant':
      return { role: 'assistant', content: partsOf(message, provider).parts.flatMap(blocks) };
  }
}

function blocks({ part, text, call }: AnswerPart): readonly Block[] {
  if (call !== undefined) {
    return [{ ...part, type: 'tool_use', id: call.id, name: call.name, input: argumentsObject(call.arguments) }];
  }
  if (text !== undefined) return textBlocks(text).map((block) => ({ ...part, ...block }));
  // What the vendor sent goes back as it came.
  return [part as unknown as Block];
}

/** The API refuses blocks without text. */
const textBlocks = (text: string): Anthropic.TextBlockParam[] => (text.trim() === '' ? [] : [{ type: 'text', text }]);

/** All results of a turn's calls have to stand in one message, and no message may be empty. */
function merged(turns: readonly Turn[]): Turn[] {
  const result: Turn[] = [];
  for (const { role, content } of turns.filter((one) => one.content.length > 0)) {
    const last = result.at(-1);
    if (last?.role === role) last.content.push(...content);
    else result.push({ role, content: [...content] });
  }
  return result;
}

function offered(tools: readonly OfferedTool[], marked: boolean): Anthropic.Tool[] {
  return tools.map(({ name, description, parameters }, position) => ({
    name,
    description,
    input_schema: { ...parameters, type: 'object' },
    ...(marked && position === tools.length - 1 ? { cache_control: CACHED } : {}),
  }));
}

function choice(toolChoice: ModelRequest['toolChoice']): Anthropic.ToolChoice {
  return { type: toolChoice === 'required' ? 'any' : toolChoice };
}
