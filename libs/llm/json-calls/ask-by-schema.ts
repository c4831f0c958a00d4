import type { ModelRequest, OfferedTool, OutputFormat } from '../port.js';
import { inText, writtenCalls, type Protocol } from './in-text.js';

/** A request whose answer a server has to hold to a schema: an object with what the model says and the calls it makes. */
export function askBySchema(request: ModelRequest): ModelRequest {
  const { tools, toolChoice } = request;
  const asked = inText(request, protocolFor(toolChoice));
  return toolChoice === 'none' || tools.length === 0 ? asked : { ...asked, output: turnOf(tools, toolChoice) };
}

const protocolFor = (choice: ModelRequest['toolChoice']): Protocol => ({
  rules: [
    'Answer with one JSON object of this form:',
    '{"text":"<what you say>","calls":[{"name":"<tool>","arguments":{}}]}',
    choice === 'required' ? 'Make at least one call.' : 'To answer without a tool, leave the list of calls empty.',
  ],
  written: (message) => JSON.stringify({ text: message.text, calls: writtenCalls(message) }),
});

const turnOf = (tools: readonly OfferedTool[], choice: ModelRequest['toolChoice']): OutputFormat => ({
  name: 'turn',
  schema: object({
    text: { type: 'string' },
    calls: { type: 'array', items: { anyOf: tools.map(callOf) }, ...(choice === 'required' ? { minItems: 1 } : {}) },
  }),
});

const callOf = ({ name, parameters }: OfferedTool): object =>
  object({ name: { type: 'string', enum: [name] }, arguments: { type: 'object', ...parameters } });

const object = (properties: Readonly<Record<string, object>>) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
