import type { Command } from 'commander';
import { httpUrl } from './http-url.js';
import { modelName, type ModelName } from './model-options.js';
import { wholeNumber } from './numbers.js';

/** By whose embeddings redundancy is measured, where `embeddings` names a model. */
export interface EmbeddingsOptions {
  readonly embeddings?: ModelName;
  readonly embeddingsBaseUrl?: string;
  /** In tokens, for all that one command asks. */
  readonly embeddingsBudget: number;
  readonly embeddingsCache?: string;
}

const BUDGET = 1_000_000;

export const withEmbeddingsOptions = (command: Command): Command =>
  command
    .option(
      '--embeddings <provider/model>',
      'measure redundancy by the embeddings of this model; it is sent what agents said',
      modelName,
    )
    .option('--embeddings-base-url <url>', 'an OpenAI-compatible server to ask', httpUrl('http://127.0.0.1:8080/v1'))
    .option('--embeddings-budget <tokens>', 'what may be embedded in all', wholeNumber(1), BUDGET)
    .option('--embeddings-cache <directory>', 'keep vectors here; what is known is not asked again');
