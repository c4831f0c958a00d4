import { errorWords } from '../error-words.js';
import type { Tool } from '../port.js';
import type { Secrets } from './secrets.js';

/** The same tool, whose results and errors hold no secret, whatever it was answered. */
export function withRedaction(tool: Tool, secrets: Secrets): Tool {
  return {
    definition: tool.definition,
    async run(invocation) {
      try {
        const result = await tool.run(invocation);
        return { ...result, text: secrets.redact(result.text) };
      } catch (error) {
        invocation.signal.throwIfAborted();
        return { status: 'error', text: secrets.redact(`${tool.definition.name} failed: ${errorWords(error)}`) };
      }
    },
  };
}
