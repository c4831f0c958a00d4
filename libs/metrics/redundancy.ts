import type { Trajectory } from '#trajectory';
import { agentTexts } from './agent-texts.js';
import { meanLikeness } from './mean-likeness.js';
import type { Measure } from './measure.js';
import { cosine, wordVectors } from './word-vectors.js';

export const REDUNDANCY_METHOD = 'tf-idf-cosine';

/**
 * R, from 0 to 1, and how likeness was measured: figures of different methods are not to be compared. The paper's embedding
 * is not named, so its 0.41 and 0.50 are no yardstick for any of them.
 */
export type Redundancy = Measure & { readonly method: string };

/** Mean cosine similarity of what two agents said, over all pairs: everything that an agent said is one text. */
export const redundancyOf = (trajectory: Trajectory): Redundancy => ({
  method: REDUNDANCY_METHOD,
  ...meanLikeness(wordVectors(agentTexts(trajectory).map((texts) => texts.join('\n'))), cosine),
});
