import {
  FunctionCallingMode,
  type Content,
  type FunctionDeclaration,
  type GenerateContentRequest,
  type GenerationConfig,
  type Part,
} from '@google/generative-ai';
import type { ModelParameters } from '#events';
import { argumentsObject } from '../call-arguments.js';
import type { ModelMessage, ModelRequest, OfferedTool, OutputFormat } from '../port.js';
import { partsOf, type AnswerPart } from '../vendor-parts.js';
import { idOfCall, type CallPart } from './call-part.js';

/** Newer models refuse a call without a signature; this is the documented one for calls that another model has made. */
const FOREIGN_SIGNATURE = 'skip_thought_signature_validator';

/** Fields of the API that are younger than the SDK's types, which pass them on. */
interface JsonSchemaDeclaration extends FunctionDeclaration {
  readonly parametersJsonSchema: OfferedTool['parameters'];
}
interface WholeConfig extends GenerationConfig {
  readonly seed?: number;
  readonly responseJsonSchema?: OutputFormat['schema'];
}

/** The request as a generateContent body. */
export function generateRequest(request: ModelRequest, provider: string): GenerateContentRequest {
  const { model, system, messages, tools, toolChoice, output } = request;
  return {
    ...(system === '' ? {} : { systemInstruction: { role: 'system', parts: [{ text: system }] } }),
    contents: contentsOf(messages, { provider, model: model.model }),
    ...(tools.length === 0
      ? {}
      : {
          tools: [{ functionDeclarations: tools.map(declaration) }],
          toolConfig: { functionCallingConfig: { mode: MODES[toolChoice] } },
        }),
    generationConfig: generationConfig(model.parameters, output),
  };
}

const MODES = {
  auto: FunctionCallingMode.AUTO,
  required: FunctionCallingMode.ANY,
  none: FunctionCallingMode.NONE,
} as const;

function generationConfig(
  { temperature, topP, maxOutputTokens, seed }: ModelParameters,
  output: OutputFormat | undefined,
): WholeConfig {
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { topP }),
    ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
    ...(seed === undefined ? {} : { seed }),
    ...(output === undefined ? {} : { responseMimeType: 'application/json', responseJsonSchema: output.schema }),
  };
}

function declaration({ name, description, parameters }: OfferedTool): JsonSchemaDeclaration {
  return { name, description, parametersJsonSchema: parameters };
}

interface Asked {
  readonly provider: string;
  readonly model: string;
}

function contentsOf(messages: readonly ModelMessage[], asked: Asked): Content[] {
  const contents: Content[] = [];
  const issued = new Set<string>();
  for (const message of messages) {
    const content = contentOf(message, asked, issued);
    const last = contents.at(-1);
    // All results of a turn's calls have to stand in one content.
    if (message.role === 'tool' && last?.parts[0]?.functionResponse !== undefined) last.parts.push(...content.parts);
    else if (content.parts.length > 0) contents.push(content);
  }
  return contents;
}

function contentOf(message: ModelMessage, asked: Asked, issued: Set<string>): Content {
  switch (message.role) {
    case 'user':
      return { role: 'user', parts: message.text === '' ? [] : [{ text: message.text }] };
    case 'tool':
      return { role: 'user', parts: [responsePart(message, issued)] };
    case 'assistant': {
      const parts = answerParts(message, asked);
      for (const part of parts) issued.add(idOfCall(part) ?? '');
      return { role: 'model', parts };
    }
  }
}

/** An id goes back only where the vendor gave one; without it, results belong to calls by their order. */
function responsePart({ callId, name, text }: Extract<ModelMessage, { role: 'tool' }>, issued: Set<string>): Part {
  const id = issued.has(callId) ? { id: callId } : {};
  return { functionResponse: { ...id, name, response: { result: text } } };
}

function answerParts(message: Extract<ModelMessage, { role: 'assistant' }>, { provider, model }: Asked): Part[] {
  const { model: answeredBy, parts } = partsOf(message, provider);
  const own = answeredBy === model;
  const sent = parts.filter(({ part, text }) => own || (text !== '' && !('thought' in part)));
  const firstCall = sent.findIndex(({ call }) => call !== undefined);
  return sent.map((one, position) => {
    const { thoughtSignature, ...rest } = one.part;
    const signature = own ? thoughtSignature : position === firstCall ? FOREIGN_SIGNATURE : undefined;
    return { ...wirePart({ ...one, part: rest }), ...(signature === undefined ? {} : { thoughtSignature: signature }) };
  });
}

function wirePart({ part, text, call }: AnswerPart): Part {
  if (call !== undefined) {
    const { functionCall, ...rest } = part as Partial<CallPart>;
    return { ...rest, functionCall: { ...functionCall, name: call.name, args: argumentsObject(call.arguments) } };
  }
  if (text !== undefined) return { ...part, text };
  // What the vendor sent goes back as it came.
  return part as unknown as Part;
}
