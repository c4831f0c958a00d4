import type { Embed } from './embed.js';
import type { VectorFiles } from './vector-files.js';

/** Asks for what the files do not have, each text once, and keeps the answers there. */
export const withVectorCache =
  (embed: Embed, files: VectorFiles): Embed =>
  async (texts, signal) => {
    const vectors = new Map<string, readonly number[]>();
    for (const text of new Set(texts)) {
      const kept = await files.get(text);
      if (kept !== undefined) vectors.set(text, kept);
    }
    const missing = [...new Set(texts)].filter((text) => !vectors.has(text));
    const answer = missing.length === 0 ? { vectors: [], tokens: 0 } : await embed(missing, signal);
    for (const [at, text] of missing.entries()) {
      const vector = answer.vectors[at] ?? [];
      vectors.set(text, vector);
      await files.put(text, vector);
    }
    return { ...answer, vectors: texts.map((text) => vectors.get(text) ?? []) };
  };
