import type { OpenAI } from 'openai';
import { argumentsText } from '../call-arguments.js';
import { isClosed } from '../closed-schema.js';
import type { ModelMessage, ModelRequest, OfferedTool, OutputFormat } from '../port.js';
import { partsOf, type AnswerPart } from '../vendor-parts.js';

type Body = Omit<OpenAI.Responses.ResponseCreateParamsNonStreaming, 'stream'>;
type Item = OpenAI.Responses.ResponseInputItem;

/**
 * The request as a Responses body: instructions, tools and the conversation in their order, so that a longer conversation
 * starts with the bytes of the shorter one. Nothing is stored at the vendor; reasoning travels encrypted in the items.
 */
export function responsesRequest(request: ModelRequest, provider: string): Body {
  const { model, system, messages, tools, toolChoice, output } = request;
  const { temperature, topP, maxOutputTokens } = model.parameters;
  return {
    model: model.model,
    ...(system === '' ? {} : { instructions: system }),
    input: messages.flatMap((message) => itemsOf(message, provider)),
    ...(tools.length === 0 ? {} : { tools: tools.map(functionTool), tool_choice: toolChoice }),
    ...(output === undefined ? {} : { text: { format: jsonFormat(output) } }),
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { top_p: topP }),
    ...(maxOutputTokens === undefined ? {} : { max_output_tokens: maxOutputTokens }),
    store: false,
    ...(reasons(model.model) ? { include: ['reasoning.encrypted_content'] } : {}),
  };
}

/** The vendor holds a model only to schemas whose objects are closed and complete; any other is a hint. */
const jsonFormat = ({ name, schema }: OutputFormat): OpenAI.Responses.ResponseFormatTextJSONSchemaConfig => ({
  type: 'json_schema',
  name,
  schema,
  strict: isClosed(schema),
});

/** Families that do not reason; they refuse a request that wants their reasoning included. */
const SILENT = /^(?:ft:)?(?:gpt-3|gpt-4|chatgpt-|gpt-5[\d.]*-chat)/;
const reasons = (model: string): boolean => !SILENT.test(model);

function itemsOf(message: ModelMessage, provider: string): readonly Item[] {
  switch (message.role) {
    case 'user':
      return [{ role: 'user', content: message.text }];
    case 'tool':
      return [{ type: 'function_call_output', call_id: message.callId, output: message.text }];
    case 'assistant':
      return partsOf(message, provider).parts.filter(saysSomething).map(item);
  }
}

const saysSomething = ({ text, call }: AnswerPart): boolean => call !== undefined || text !== '';

function item({ part, text, call }: AnswerPart): Item {
  if (call !== undefined) {
    return {
      ...part,
      type: 'function_call',
      call_id: call.id,
      name: call.name,
      arguments: argumentsText(call.arguments),
    };
  }
  if (text !== undefined) return { ...part, role: 'assistant', content: text };
  // What the vendor sent goes back as it came.
  return part as unknown as Item;
}

const functionTool = ({ name, description, parameters }: OfferedTool): OpenAI.Responses.FunctionTool => ({
  type: 'function',
  name,
  description,
  parameters: { ...parameters },
  strict: false,
});
