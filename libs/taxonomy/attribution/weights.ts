import type { ModeWeights, Sign } from './sign.js';
import { SIGN_WEIGHTS } from './sign-weights.js';
import { WORDING_WEIGHTS } from './wording-weights.js';

/** What has been learnt of the steps that introduce faults. */
export interface Weights {
  readonly signs: Readonly<Record<Sign, ModeWeights>>;
  readonly wordings: ReadonlyMap<string, ModeWeights>;
}

export const WEIGHTS: Weights = { signs: SIGN_WEIGHTS, wordings: parsed(WORDING_WEIGHTS) };

/** `wording:a,b,c,d,e` in hundredths, divided by semicolons and line breaks. */
function parsed(table: string): ReadonlyMap<string, ModeWeights> {
  const entries = table.split(/[;\n]/).filter((entry) => entry !== '');
  return new Map(
    entries.map((entry) => {
      const [wording = '', weights = ''] = entry.split(':');
      return [wording, weights.split(',').map((hundredths) => Number(hundredths) / 100)] as const;
    }),
  );
}
