import type { Usage } from '#events';
import type { ModelAnswer, ModelMessage, ModelRequest } from './port.js';
import { usageOf } from './usage-of.js';
import type { VendorReply } from './vendor-reply.js';

/** English prose has about four characters a token. */
const CHARACTERS_PER_TOKEN = 4;

/** What a call has probably used, from the length of what was sent and answered; for servers that do not say. */
export function estimateUsage(request: ModelRequest, answer: Pick<ModelAnswer, 'text' | 'calls'>): Usage {
  return { input: estimateInput(request), output: estimateOutput(answer), source: 'estimated' };
}

/**
 * What a stream that was cut off has probably used: what the vendor had counted until then, else estimates. The output
 * is not known where nothing but reasoning has come.
 */
export function partialUsage(request: ModelRequest, { text, calls, usage = {} }: VendorReply): Usage {
  const output = Math.max(usage.output ?? 0, estimateOutput({ text, calls }));
  const input = usage.input ?? estimateInput(request);
  return usageOf({ ...usage, input, output: output === 0 ? undefined : output }, 'estimated');
}

/** Tokens of a request, from its length. */
export function estimateInput({ system, messages, tools }: ModelRequest): number {
  return tokens([system, ...messages.map(textOf), ...tools.map((tool) => JSON.stringify(tool))]);
}

const estimateOutput = ({ text, calls }: Pick<VendorReply | ModelAnswer, 'text' | 'calls'>): number =>
  tokens([text, ...calls.map(({ name, arguments: written }) => name + written)]);

function textOf(message: ModelMessage): string {
  if (message.role !== 'assistant') return message.text;
  return message.text + message.calls.map(({ name, arguments: written }) => name + written).join('');
}

function tokens(texts: readonly string[]): number {
  return Math.ceil(texts.reduce((sum, text) => sum + text.length, 0) / CHARACTERS_PER_TOKEN);
}
