import { z } from 'zod';
import { readReply, UnreadableReply } from '../failures/unreadable-reply.js';
import type { Embeddings } from './embed.js';

const EmbeddingsSchema = z.object({
  data: z.array(z.object({ index: z.int().min(0), embedding: z.array(z.number()).min(1) })),
  usage: z
    .object({ prompt_tokens: z.int().min(0) })
    .optional()
    .catch(undefined),
});

/**
 * The vectors of so many texts in an answer of the embeddings endpoint, which may have them in any order.
 * @throws UnreadableReply where one is missing, or not as long as the others
 */
export function readEmbeddings(body: unknown, texts: number): Embeddings {
  const { data, usage } = readReply(EmbeddingsSchema, body);
  const found = new Map(data.map(({ index, embedding }) => [index, embedding.map(Math.fround)]));
  const vectors = Array.from({ length: texts }, (_, index) => found.get(index) ?? []);
  const [first = []] = vectors;
  const odd = vectors.findIndex(({ length }) => length === 0 || length !== first.length);
  if (odd !== -1) throw new UnreadableReply(`of ${texts} texts, number ${odd} has no vector like the others'`);
  return { vectors, ...(usage && { tokens: usage.prompt_tokens }) };
}
