import { readFile } from 'node:fs/promises';
import { issueWords } from '#events';
import { EarlierReportSchema, type EarlierReport } from '#reports';
import { badInput, reasonOf } from '../cli-error.js';

/** @throws CliError for a file that is not there, or is no report */
export async function readEarlierReport(file: string): Promise<EarlierReport> {
  try {
    return EarlierReportSchema.parse(JSON.parse(await readFile(file, 'utf8')), { error: issueWords });
  } catch (error) {
    throw badInput(`--previous ${file}: ${reasonOf(error)}; give what an earlier \`parley report --json\` has printed`);
  }
}
