import { ProviderError } from '../port.js';
import type { Embed } from './embed.js';

const BYTES_PER_TOKEN = 3;

/**
 * Asks only what fits into what is left of so many tokens, by an estimate from its length; then what the model says it has
 * read counts. What a failed request has used is not known, and counts as estimated.
 */
export function withTokenLimit(embed: Embed, limit: number): Embed {
  let left = limit;
  return async (texts, signal) => {
    const estimate = Math.ceil(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / BYTES_PER_TOKEN);
    if (estimate > left) {
      throw new ProviderError('budget_exhausted', `the budget of ${limit} tokens is used up`, { retryable: false });
    }
    left -= estimate;
    const answer = await embed(texts, signal);
    left += estimate - (answer.tokens ?? estimate);
    return answer;
  };
}
