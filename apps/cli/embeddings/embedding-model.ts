import { embeddingsFrom, vendorAccess, VendorAccessError, type BoundedEmbeddings, type Embed } from '#llm';
import { badInput, reasonOf } from '../cli-error.js';
import type { EmbeddingsOptions } from '../options/embeddings-options.js';
import type { ModelName } from '../options/model-options.js';
import type { Session } from '../session.js';

/** With the model named. */
export interface NamedEmbeddings extends EmbeddingsOptions {
  readonly embeddings: ModelName;
}

/**
 * How the model that the options name is asked for vectors.
 * @throws CliError where it cannot be asked at all, or its cache not be used
 */
export async function embeddingModel(options: NamedEmbeddings, env: Session['env']): Promise<Embed> {
  const { embeddings, embeddingsBudget: tokens, embeddingsCache: cacheDirectory } = options;
  const settings: BoundedEmbeddings = {
    model: embeddings.model,
    ...accessTo(options, env),
    now: Date.now,
    tokens,
    ...(cacheDirectory !== undefined && { cacheDirectory }),
  };
  return embeddingsFrom(settings).catch((error: unknown) => {
    throw badInput(`--embeddings-cache ${cacheDirectory ?? ''} cannot be used: ${reasonOf(error)}`);
  });
}

function accessTo(
  { embeddings: { provider, model }, embeddingsBaseUrl: baseUrl }: NamedEmbeddings,
  env: Session['env'],
): Pick<BoundedEmbeddings, 'baseUrl' | 'apiKey'> {
  if (provider === 'openai-compatible' && baseUrl !== undefined) return { baseUrl };
  if (provider === 'openai' && baseUrl === undefined) return accessToOpenAi(env);
  const how = 'name openai, which needs OPENAI_API_KEY, or openai-compatible with --embeddings-base-url';
  throw badInput(`--embeddings ${provider}/${model}: ${how}`);
}

function accessToOpenAi(env: Session['env']): Pick<BoundedEmbeddings, 'baseUrl' | 'apiKey'> {
  try {
    return vendorAccess(env, ['openai']).get('openai') ?? {};
  } catch (error) {
    if (error instanceof VendorAccessError) throw badInput(`--embeddings: ${error.message}`);
    throw error;
  }
}
