import { z } from 'zod';
import { TurnIdSchema } from './identifiers.js';

/**
 * Words of a turn whose model still speaks. `n` numbers those of one attempt densely from 1: a gap tells that some were
 * lost. No part of a run's truth: nobody keeps them, nothing is decided by them, and what was said is the recorded turn.
 */
export const TurnDeltaSchema = z
  .object({
    turnId: TurnIdSchema,
    attempt: z.int().min(1).meta({ description: 'a higher one begins the turn anew: what was said before is void' }),
    n: z.int().min(1).meta({ description: 'dense from 1 in each attempt; a gap tells that words were lost' }),
    text: z.string().min(1),
  })
  .meta({ id: 'TurnDelta' });
export type TurnDelta = z.infer<typeof TurnDeltaSchema>;
