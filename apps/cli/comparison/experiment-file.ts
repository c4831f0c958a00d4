import { readFile } from 'node:fs/promises';
import type { Problem } from '#coordination';
import { issueWords } from '#events';
import type { z } from 'zod';
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
  return parsed.success ? experimentOf(parsed.data, file) : { problems: parsed.error.issues.flatMap(problemsOf) };
}

type Issue = z.core.$ZodIssue;

function problemsOf(issue: Issue): readonly Problem[] {
  const inner = issue.code === 'invalid_union' ? likeliest(issue.errors) : undefined;
  if (inner !== undefined) {
    return inner.flatMap((one) => problemsOf({ ...one, path: [...issue.path, ...one.path] }));
  }
  if (issue.code !== 'unrecognized_keys') return [{ field: fieldOf(issue.path), message: issue.message }];
  const message = 'is not known here: leave it out';
  return issue.keys.map((key) => ({ field: fieldOf([...issue.path, key]), message }));
}

/** Of the ways to read a value the one that it comes close to: whose kind of value it is. */
const likeliest = (ways: readonly (readonly Issue[])[]): readonly Issue[] | undefined =>
  ways.find((issues) => issues.every(({ path, code }) => path.length > 0 || code !== 'invalid_type'));

/** `systems[1].model`. */
const fieldOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((before, key) => {
    if (typeof key === 'number') return `${before}[${key}]`;
    return before === '' ? String(key) : `${before}.${String(key)}`;
  }, '');
