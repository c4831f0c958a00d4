import type { Embed } from './embed.js';
import { openAiEmbeddings, type EmbeddingsSettings } from './open-ai-embeddings.js';
import { openVectorFiles } from './vector-files.js';
import { withBatches, type BatchLimits } from './with-batches.js';
import { withTokenLimit } from './with-token-limit.js';
import { withVectorCache } from './with-vector-cache.js';

export interface BoundedEmbeddings extends EmbeddingsSettings {
  /** That may be read in all. */
  readonly tokens: number;
  /** Where vectors are kept, by the hash of model and text; nowhere unless it is given. */
  readonly cacheDirectory?: string;
}

/** What servers take in one request, local ones among them. */
const BATCH: BatchLimits = { texts: 64, characters: 100_000 };
const MOST_CACHE_BYTES = 256 * 1024 * 1024;

/** Vectors from the cache where they are known, else from the model, in batches and within the tokens. */
export async function embeddingsFrom({ tokens, cacheDirectory, ...settings }: BoundedEmbeddings): Promise<Embed> {
  const asked = withTokenLimit(openAiEmbeddings(settings), tokens);
  if (cacheDirectory === undefined) return withBatches(asked, BATCH);
  const source = `${settings.baseUrl ?? ''} ${settings.model}`;
  const files = await openVectorFiles({ directory: cacheDirectory, source, mostBytes: MOST_CACHE_BYTES });
  return withBatches(withVectorCache(asked, files), BATCH);
}
