/** What a model makes of texts. */
export interface Embeddings {
  /** One for each text, in their order, all of one length; in single precision. */
  readonly vectors: readonly (readonly number[])[];
  /** What the model has read for it; absent where it does not say. */
  readonly tokens?: number;
}

/** Turns texts that are not empty into vectors, always by the same model. Rejects with a `ProviderError`. */
export type Embed = (texts: readonly string[], signal: AbortSignal) => Promise<Embeddings>;
