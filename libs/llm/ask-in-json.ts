import type { ModelMessage, ModelRequest, OfferedTool } from './port.js';
import { parseLeniently } from './parse-leniently.js';

/** A request that says in plain text what a model without tool calling has to know about its tools. */
export function askInJson(request: ModelRequest): ModelRequest {
  const offered = request.toolChoice === 'none' ? [] : request.tools;
  return {
    ...request,
    system: [request.system, ...protocol(offered, request.toolChoice)].filter((part) => part !== '').join('\n\n'),
    messages: merged(request.messages.map(asText)),
    tools: [],
    toolChoice: 'none',
  };
}

const FENCE = '```';

function protocol(tools: readonly OfferedTool[], choice: ModelRequest['toolChoice']): readonly string[] {
  if (tools.length === 0) return [];
  const list = tools.map(
    (tool) => `- ${tool.name}: ${tool.description}\n  arguments: ${JSON.stringify(tool.parameters)}`,
  );
  const otherwise =
    choice === 'required'
      ? 'You must call at least one tool.'
      : 'To answer without a tool, write plain text without such a block.';
  return [
    'You have these tools; the arguments of each fit its JSON Schema:',
    list.join('\n'),
    'To call tools, end your answer with exactly one fenced block of this form, with one entry for each call:',
    block('{"calls":[{"name":"<tool>","arguments":{}}]}'),
    otherwise,
  ];
}

const block = (json: string): string => `${FENCE}json\n${json}\n${FENCE}`;

function asText(message: ModelMessage): ModelMessage {
  if (message.role === 'tool') return { role: 'user', text: `Result of ${message.name}:\n${message.text}` };
  if (message.role === 'user' || message.calls.length === 0) return message;
  const calls = message.calls.map(({ name, arguments: written }) => ({
    name,
    arguments: parseLeniently(written) ?? written,
  }));
  const said = [message.text, block(JSON.stringify({ calls }))].filter((part) => part !== '');
  return { role: 'assistant', text: said.join('\n\n'), calls: [] };
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
