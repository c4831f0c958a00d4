import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { badInput, reasonOf } from '../cli-error.js';
import { MODES } from './modes.js';

const IntervalSchema = z.looseObject({ low: z.number(), high: z.number() });
const RateSchema = IntervalSchema.extend({ value: z.number() });

/** What of a report that was printed as JSON a later one is held against. */
const EarlierReportSchema = z.looseObject({
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

/** @throws CliError for a file that is not there, or is no report */
export async function readEarlierReport(file: string): Promise<EarlierReport> {
  try {
    return EarlierReportSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    const problem = error instanceof z.ZodError ? z.prettifyError(error).split('\n')[0] : reasonOf(error);
    throw badInput(`--previous ${file}: ${problem}; give what an earlier \`parley report --json\` has printed`);
  }
}
