import type { Embed } from './embed.js';

export interface BatchLimits {
  readonly texts: number;
  /** A text that is longer goes alone. */
  readonly characters: number;
}

/** Asks for many texts in several requests, one after the other, each within the limits. */
export const withBatches =
  (embed: Embed, limits: BatchLimits): Embed =>
  async (texts, signal) => {
    const vectors: (readonly number[])[] = [];
    let tokens: number | undefined = 0;
    for (const batch of batchesOf(texts, limits)) {
      const answer = await embed(batch, signal);
      vectors.push(...answer.vectors);
      tokens = tokens === undefined || answer.tokens === undefined ? undefined : tokens + answer.tokens;
    }
    return { vectors, ...(tokens !== undefined && { tokens }) };
  };

function batchesOf(texts: readonly string[], limits: BatchLimits): readonly (readonly string[])[] {
  const batches: string[][] = [];
  let [open, characters]: [string[], number] = [[], 0];
  for (const text of texts) {
    if (open.length > 0 && (open.length === limits.texts || characters + text.length > limits.characters)) {
      batches.push(open);
      [open, characters] = [[], 0];
    }
    open.push(text);
    characters += text.length;
  }
  return open.length === 0 ? batches : [...batches, open];
}
