import type { RunId } from '#events';
import { DIAGNOSES_PROJECTION, RUNS_PROJECTION } from '#read-models';
import type { Database, Db } from './database.js';
import type { TraceTables } from './traces/trace-rows.js';

/** The read models: rows that events make. */
export const READ_MODELS = [
  'runLabels',
  'agents',
  'messages',
  'usage',
  'approvals',
  'runs',
] as const satisfies readonly (keyof Database)[];
/** Runs that one statement names at most. */
const CHUNK = 500;

/** A table whose rows belong to a run each. */
export type RunTable = Exclude<keyof Database, 'checkpoints' | 'settledLetters' | keyof TraceTables>;

/** Forgets these runs in the read models, in what was accepted, and in `more` tables. */
export async function removeRuns(db: Db, runIds: readonly RunId[], more: readonly RunTable[]): Promise<void> {
  await removeRows(db, [...READ_MODELS, 'diagnoses', 'acceptances', ...more], runIds);
}

export async function removeRows(db: Db, tables: readonly RunTable[], runIds: readonly RunId[]): Promise<void> {
  for (let from = 0; from < runIds.length; from += CHUNK) {
    const chunk = runIds.slice(from, from + CHUNK);
    for (const table of tables) await db.deleteFrom(table).where('runId', 'in', chunk).execute();
  }
}

/** Rows and their checkpoints. Whoever else has positions here has sent something to others, and would send it again. */
export async function clearProjections(db: Db): Promise<void> {
  for (const table of [...READ_MODELS, 'diagnoses'] as const) await db.deleteFrom(table).execute();
  await db.deleteFrom('checkpoints').where('projection', 'in', [RUNS_PROJECTION, DIAGNOSES_PROJECTION]).execute();
}
