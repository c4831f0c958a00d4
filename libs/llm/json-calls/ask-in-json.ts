import type { ModelRequest } from '../port.js';
import { inText, writtenCalls, type Protocol } from './in-text.js';

/** A request that says in plain text what a model without tool calling has to know about its tools. */
export const askInJson = (request: ModelRequest): ModelRequest => inText(request, protocolFor(request.toolChoice));

const FENCE = '```';
const block = (json: string): string => `${FENCE}json\n${json}\n${FENCE}`;

const protocolFor = (choice: ModelRequest['toolChoice']): Protocol => ({
  rules: [
    'To call tools, end your answer with exactly one fenced block of this form, with one entry for each call:',
    block('{"calls":[{"name":"<tool>","arguments":{}}]}'),
    choice === 'required'
      ? 'You must call at least one tool.'
      : 'To answer without a tool, write plain text without such a block.',
  ],
  written: (message) => {
    const calls = block(JSON.stringify({ calls: writtenCalls(message) }));
    return [message.text, calls].filter((part) => part !== '').join('\n\n');
  },
});
