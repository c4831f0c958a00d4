import { z } from 'zod';
import { MODES } from './modes.js';

const IntervalSchema = z.looseObject({ low: z.number(), high: z.number() });
const RateSchema = IntervalSchema.extend({ value: z.number() });

/** What of a report that was printed as JSON a later one is held against. */
export const EarlierReportSchema = z.looseObject({
  scope: z.looseObject({
    family: z.string().exactOptional(),
    architecture: z.string().exactOptional(),
    comparison: z.string().exactOptional(),
    received: z.literal(true).exactOptional(),
    service: z.string().exactOptional(),
  }),
  classifier: z.array(z.string()),
  groups: z.array(
    z.looseObject({
      architecture: z.string(),
      rehearsed: z.boolean(),
      received: z.looseObject({ service: z.string().exactOptional() }).exactOptional(),
      metrics: z.looseObject({
        runs: z.int(),
        success: z.looseObject({ value: z.number().optional(), interval: IntervalSchema.optional() }),
      }),
      modes: z.record(z.enum(MODES), RateSchema),
    }),
  ),
});
export type EarlierReport = z.infer<typeof EarlierReportSchema>;
