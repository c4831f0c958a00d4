import { readFile } from 'node:fs/promises';
import { badInput, reasonOf } from '../cli-error.js';
import { labelledRun, type LabelledRun } from './labelled-run.js';

/** Transcripts of a file: one JSON document a line, or the whole file as one document or a list of them. */
export async function readRuns(path: string): Promise<readonly LabelledRun[]> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw badInput(`cannot read ${path}: ${reasonOf(error)}`);
  });
  const documents = documentsIn(text, path);
  if (documents.length === 0)
    throw badInput(`${path} is empty: give one transcript a line, as JSON with a \`history\` of messages`);
  return documents.map((document, position) => {
    const run = labelledRun(document, `${path}#${position + 1}`);
    if ('problem' in run) throw badInput(`${path}, transcript ${position + 1}: ${run.problem}`);
    return run;
  });
}

function documentsIn(text: string, path: string): readonly unknown[] {
  const whole = parsed(text);
  if (whole !== undefined) return Array.isArray(whole) && !isMessages(whole) ? whole : [whole];
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, position) => {
      const value = parsed(line);
      if (value === undefined) throw badInput(`${path}, line ${position + 1} is not JSON: give one transcript a line`);
      return value;
    });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A list of messages is one transcript. */
const isMessages = ([first]: readonly unknown[]): boolean =>
  typeof first === 'object' && first !== null && !('history' in first) && !('messages' in first);
