import type { ModelParameters } from '#events';
import type { OpenAI } from 'openai';
import { argumentsText } from '../call-arguments.js';
import { isClosed } from '../closed-schema.js';
import type { ModelMessage, ModelRequest, OfferedTool, OutputFormat, RequestedCall } from '../port.js';

/** What limits the output: OpenAI's newer models know only the second name, most local servers only the first. */
export type OutputLimitField = 'max_tokens' | 'max_completion_tokens';

type Body = Omit<OpenAI.ChatCompletionCreateParamsNonStreaming, 'stream'>;

/** The request as a Chat Completions body; a parameter that is absent is not sent. */
export function chatRequest(request: ModelRequest, outputLimit: OutputLimitField): Body {
  const { model, system, messages, tools, toolChoice, output } = request;
  return {
    model: model.model,
    messages: [...(system === '' ? [] : [{ role: 'system' as const, content: system }]), ...messages.map(chatMessage)],
    ...(tools.length === 0 ? {} : { tools: tools.map(chatTool), tool_choice: toolChoice }),
    ...(output === undefined ? {} : { response_format: jsonFormat(output) }),
    ...sampling(model.parameters, outputLimit),
  };
}

/** OpenAI takes a schema as strict only where its objects are closed and complete; local servers hold to any. */
const jsonFormat = ({ name, schema }: OutputFormat): OpenAI.ResponseFormatJSONSchema => ({
  type: 'json_schema',
  json_schema: { name, schema, strict: isClosed(schema) },
});

function sampling({ temperature, topP, maxOutputTokens, seed }: ModelParameters, outputLimit: OutputLimitField) {
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { top_p: topP }),
    ...(maxOutputTokens === undefined ? {} : { [outputLimit]: maxOutputTokens }),
    ...(seed === undefined ? {} : { seed }),
  };
}

function chatMessage(message: ModelMessage): OpenAI.ChatCompletionMessageParam {
  switch (message.role) {
    case 'user':
      return { role: 'user', content: message.text };
    case 'tool':
      return { role: 'tool', tool_call_id: message.callId, content: message.text };
    case 'assistant':
      return message.calls.length === 0
        ? { role: 'assistant', content: message.text }
        : { role: 'assistant', content: message.text, tool_calls: message.calls.map(chatCall) };
  }
}

function chatCall({ callId, name, arguments: written }: RequestedCall): OpenAI.ChatCompletionMessageToolCall {
  return { id: callId, type: 'function', function: { name, arguments: argumentsText(written) } };
}

function chatTool({ name, description, parameters }: OfferedTool): OpenAI.ChatCompletionTool {
  return { type: 'function', function: { name, description, parameters: { ...parameters } } };
}
