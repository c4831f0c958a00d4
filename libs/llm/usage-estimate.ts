import type { Usage } from '#events';
import type { ModelAnswer, ModelMessage, ModelRequest } from './port.js';

/** English prose has about four characters a token. */
const CHARACTERS_PER_TOKEN = 4;

/** What a call has probably used, from the length of what was sent and answered; for servers that do not say. */
export function estimateUsage(request: ModelRequest, answer: Pick<ModelAnswer, 'text' | 'calls'>): Usage {
  const sent = [request.system, ...request.messages.map(textOf), ...request.tools.map((tool) => JSON.stringify(tool))];
  return {
    input: tokens(sent),
    output: tokens([answer.text, ...answer.calls.map(({ name, arguments: written }) => name + written)]),
    source: 'estimated',
  };
}

function textOf(message: ModelMessage): string {
  if (message.role !== 'assistant') return message.text;
  return message.text + message.calls.map(({ name, arguments: written }) => name + written).join('');
}

function tokens(texts: readonly string[]): number {
  return Math.ceil(texts.reduce((sum, text) => sum + text.length, 0) / CHARACTERS_PER_TOKEN);
}
