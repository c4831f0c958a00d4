import type { Answer, CallOutcome, CallReport, EventOf, ResolvedAgent, ToolCall } from '#events';
import type { Attributes } from './attributes.js';
import { contentWriter, type ContentName, type ContentWriter } from './content-writer.js';
import { onSpans, type ContentSettings, type PromptMessage } from './content-settings.js';
import { finishReasonOf } from './finish-reason.js';
import type { Json } from './fit-json.js';

export interface SpokenCall {
  readonly agent: ResolvedAgent;
  readonly request?: EventOf<'TurnRequested'> | undefined;
  readonly answer?: Answer | undefined;
  readonly report?: CallReport | undefined;
}

/** What was said in a model call; nothing where spans may hold no content. */
export function modelCallContent(settings: ContentSettings | undefined, call: SpokenCall): Attributes {
  const capturing = onSpans(settings);
  if (capturing === undefined) return {};
  const writer = contentWriter(capturing);
  const prompt = call.request && capturing.promptOf?.(call.request);
  const instructions = writer.read(INSTRUCTIONS, prompt?.system ?? call.agent.instructions);
  writer.list(INSTRUCTIONS, [textPart(instructions)]);
  if (prompt !== undefined)
    writer.list(
      INPUT,
      prompt.messages.map((message) => inputMessage(writer, message)),
    );
  if (call.answer !== undefined) writer.list(OUTPUT, [outputMessage(writer, call.answer, call.report)]);
  const definitions = call.agent.tools.map((name) => ({ type: 'function', name }));
  if (definitions.length > 0) writer.list('gen_ai.tool.definitions', definitions);
  return writer.written();
}

/** Arguments and result of a tool call; nothing where spans may hold no content. */
export function toolCallContent(
  settings: ContentSettings | undefined,
  call: ToolCall,
  outcome?: CallOutcome,
): Attributes {
  const capturing = onSpans(settings);
  if (capturing === undefined) return {};
  const writer = contentWriter(capturing);
  writer.text('gen_ai.tool.call.arguments', call.arguments);
  if (outcome !== undefined) writer.text('gen_ai.tool.call.result', outcome.result);
  return writer.written();
}

const INSTRUCTIONS = 'gen_ai.system_instructions';
const INPUT = 'gen_ai.input.messages';
const OUTPUT = 'gen_ai.output.messages';

const textPart = (content: string): Json => ({ type: 'text', content });
const textParts = (content: string): readonly Json[] => (content === '' ? [] : [textPart(content)]);

function inputMessage(writer: ContentWriter, message: PromptMessage): Json {
  const text = writer.read(INPUT, message.text);
  switch (message.role) {
    case 'user':
      return { role: 'user', parts: [textPart(text)] };
    case 'assistant':
      return {
        role: 'assistant',
        parts: [...textParts(text), ...message.calls.map((call) => callPart(writer, INPUT, call.callId, call))],
      };
    case 'tool':
      return { role: 'tool', parts: [{ type: 'tool_call_response', id: message.callId, response: text }] };
  }
}

function outputMessage(writer: ContentWriter, { text, calls }: Answer, report: CallReport | undefined): Json {
  const parts = [
    ...textParts(writer.read(OUTPUT, text)),
    ...calls.map((call) => callPart(writer, OUTPUT, call.vendorCallId ?? null, call)),
  ];
  const reason = report?.finishReason;
  return { role: 'assistant', parts, ...(reason !== undefined && { finish_reason: finishReasonOf(reason) }) };
}

function callPart(
  writer: ContentWriter,
  name: ContentName,
  id: string | null,
  call: Pick<ToolCall, 'name' | 'arguments'>,
): Json {
  return { type: 'tool_call', id, name: call.name, arguments: parsed(writer.read(name, call.arguments)) };
}

/** Arguments as the object that they should be, or else as they were written. */
function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
