import { isProviderError, type Embed } from '#llm';
import { embeddedRedundancyOf, piecesToEmbed, type Redundancy } from '#metrics';
import type { Trajectory } from '#trajectory';
import { interrupted } from '../api/pause.js';
import type { ModelName } from '../options/model-options.js';

/** R by embeddings. */
export interface RedundancyMeter {
  /** As figures name it, with the model. */
  readonly method: string;
  /** What a run's R is, `unavailable` where the model cannot be had. */
  measure(trajectory: Trajectory): Promise<Redundancy | { readonly unavailable: string }>;
}

/** Throws only when the user interrupts. */
export function redundancyMeter(embed: Embed, { provider, model }: ModelName, signal: AbortSignal): RedundancyMeter {
  const method = `embedding-cosine ${provider}/${model}`;
  return {
    method,
    async measure(trajectory) {
      const pieces = piecesToEmbed(trajectory);
      try {
        const { vectors } = await embed(pieces, signal);
        return embeddedRedundancyOf(trajectory, new Map(pieces.map((piece, at) => [piece, vectors[at] ?? []])), method);
      } catch (error) {
        if (signal.aborted) throw interrupted();
        if (isProviderError(error)) return { unavailable: error.message };
        throw error;
      }
    },
  };
}

/** Stands in place of R, and of every R beside it: figures of two methods are never mixed. */
export const unavailable = (method: string, why: string): Redundancy => ({ method, reason: `not available: ${why}` });
