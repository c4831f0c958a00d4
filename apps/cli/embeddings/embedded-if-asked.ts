import type { Api } from '../api/api.js';
import type { EmbeddingsOptions } from '../options/embeddings-options.js';
import type { Session } from '../session.js';
import type { Diagnosed } from './with-embedded-redundancy.js';

type Embedding = <R extends Diagnosed>(api: Api, runs: readonly R[]) => Promise<readonly R[]>;

/** Gives runs R by the embeddings that the options name, or leaves them as they are. The model's SDK is loaded for that alone. */
export async function embeddedIfAsked(
  { embeddings, ...options }: EmbeddingsOptions,
  session: Session,
): Promise<Embedding> {
  if (embeddings === undefined) return (_, runs) => Promise.resolve(runs);
  const [{ embeddingModel }, { redundancyMeter }, { withEmbeddedRedundancy }] = await Promise.all([
    import('./embedding-model.js'),
    import('./redundancy-meter.js'),
    import('./with-embedded-redundancy.js'),
  ]);
  const { env, signal } = session;
  const meter = redundancyMeter(await embeddingModel({ embeddings, ...options }, env), embeddings, signal);
  return (api, runs) => withEmbeddedRedundancy(api, runs, meter);
}
