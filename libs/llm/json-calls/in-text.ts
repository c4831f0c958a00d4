import type { ModelMessage, ModelRequest, OfferedTool } from '../port.js';
import { parseLeniently } from './parse-leniently.js';

type AssistantMessage = Extract<ModelMessage, { role: 'assistant' }>;

/** How a model that cannot call tools is told to, and how its earlier answers are shown to it. */
export interface Protocol {
  readonly rules: readonly string[];
  readonly written: (message: AssistantMessage) => string;
}

/** The request without tools: its system prompt lists them with the protocol's rules, where any may be called. */
export function inText(
  { tools, toolChoice, system, messages, ...request }: ModelRequest,
  { rules, written }: Protocol,
): ModelRequest {
  const told = toolChoice === 'none' || tools.length === 0 ? [] : [...listing(tools), ...rules];
  return {
    ...request,
    system: [system, ...told].filter((part) => part !== '').join('\n\n'),
    messages: merged(messages.map((message) => asText(message, written))),
    tools: [],
    toolChoice: 'none',
  };
}

/** A message's calls as a model would write them. */
export const writtenCalls = ({ calls }: AssistantMessage): readonly { name: string; arguments: unknown }[] =>
  calls.map(({ name, arguments: given }) => ({ name, arguments: parseLeniently(given) ?? given }));

const listing = (tools: readonly OfferedTool[]): readonly string[] => [
  'You have these tools; the arguments of each fit its JSON Schema:',
  tools
    .map(({ name, description, parameters }) => `- ${name}: ${description}\n  arguments: ${JSON.stringify(parameters)}`)
    .join('\n'),
];

function asText(message: ModelMessage, written: Protocol['written']): ModelMessage {
  if (message.role === 'tool') return { role: 'user', text: `Result of ${message.name}:\n${message.text}` };
  if (message.role === 'user' || message.calls.length === 0) return message;
  return { role: 'assistant', text: written(message), calls: [] };
}

/** Templates of small models insist that user and assistant take turns. */
function merged(messages: readonly ModelMessage[]): readonly ModelMessage[] {
  const result: ModelMessage[] = [];
  for (const message of messages) {
    const last = result.at(-1);
    if (message.role === 'user' && last?.role === 'user') {
      result[result.length - 1] = { role: 'user', text: `${last.text}\n\n${message.text}` };
    } else result.push(message);
  }
  return result;
}
