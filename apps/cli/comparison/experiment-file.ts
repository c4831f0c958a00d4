import { readFile } from 'node:fs/promises';
import type { Problem } from '#coordination';
import { fieldProblems, issueWords } from '#events';
import { badInput, reasonOf } from '../cli-error.js';
import { experimentOf } from './experiment-of.js';
import { ExperimentSchema } from './experiment-schema.js';
import type { Experiment } from './experiment.js';

/** @throws CliError that names every field that is wrong */
export async function experimentIn(file: string): Promise<Experiment> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw badInput(`experiment file: ${reasonOf(error)}`);
  });
  const read = experimentFrom(jsonIn(file, text), file);
  if ('ok' in read) return read.ok;
  const lines = read.problems.map(({ field, message }) => (field === '' ? message : `${field} ${message}`));
  throw badInput(`${file}: ${lines.join('; ')}`);
}

function jsonIn(file: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw badInput(`${file} is not JSON: ${reasonOf(error)}`);
  }
}

/** An experiment as a file says it, or everything that is wrong with it; `field` is empty where it is the whole. */
export function experimentFrom(
  json: unknown,
  file: string,
): { readonly ok: Experiment } | { readonly problems: readonly Problem[] } {
  const parsed = ExperimentSchema.safeParse(json, { error: issueWords });
  return parsed.success ? experimentOf(parsed.data, file) : { problems: fieldProblems(parsed.error.issues) };
}
