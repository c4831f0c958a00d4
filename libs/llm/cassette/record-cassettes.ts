import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { scrub } from '../scrub.js';
import type { RecordedCall } from '../with-recording.js';
import { cassetteLine } from './cassette.js';

export interface CassetteSettings {
  readonly directory: string;
  /** Keys that must not stand in a cassette, wherever a prompt or an answer may have brought them from. */
  readonly secrets: readonly string[];
}

/** A sink for `withRecording` that appends every call of a run to `<directory>/<runId>.jsonl`. */
export function recordCassettes({ directory, secrets }: CassetteSettings): (call: RecordedCall) => void {
  mkdirSync(directory, { recursive: true });
  const written = asInJson(secrets);
  return (call) => {
    const line = scrub(JSON.stringify(cassetteLine(call)), written);
    appendFileSync(join(directory, `${call.request.origin.runId}.jsonl`), `${line}\n`, OWNER_ONLY);
  };
}

/** Prompts may be private. */
const OWNER_ONLY = { mode: 0o600 };

/** Secrets as they stand in JSON, where quotes and backslashes are escaped. */
export const asInJson = (secrets: readonly string[]): readonly string[] =>
  secrets.map((secret) => JSON.stringify(secret).slice(1, -1));
