import { readFile } from 'node:fs/promises';
import { EarlierReportSchema, type EarlierReport } from '#reports';
import { z } from 'zod';
import { badInput, reasonOf } from '../cli-error.js';

/** @throws CliError for a file that is not there, or is no report */
export async function readEarlierReport(file: string): Promise<EarlierReport> {
  try {
    return EarlierReportSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    const problem = error instanceof z.ZodError ? z.prettifyError(error).split('\n')[0] : reasonOf(error);
    throw badInput(`--previous ${file}: ${problem}; give what an earlier \`parley report --json\` has printed`);
  }
}
