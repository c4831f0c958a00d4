import { readFileSync } from 'node:fs';
import { issuesText, issueWords } from '#events';
import { CassetteLineSchema, type CassetteLine } from './cassette.js';

/**
 * Every call of a cassette, in the order in which they ended.
 * @throws RangeError that names the line which is none
 */
export function readCassette(path: string): readonly CassetteLine[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.flatMap((line, index) => (line.trim() === '' ? [] : [readLine(line, `${path}:${index + 1}`)]));
}

function readLine(text: string, place: string): CassetteLine {
  const parsed = CassetteLineSchema.safeParse(jsonOf(text), { error: issueWords });
  if (parsed.success) return parsed.data;
  throw new RangeError(`${place} is no line of a cassette: record it again (${issuesText(parsed.error)})`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
