import type { RunId } from '#events';
import type { Database, Db } from './database.js';

const PROJECTED = [
  'runLabels',
  'agents',
  'messages',
  'usage',
  'approvals',
  'runs',
] as const satisfies readonly (keyof Database)[];
/** Runs that one statement names at most. */
const CHUNK = 500;

export async function removeRuns(db: Db, runIds: readonly RunId[]): Promise<void> {
  for (let from = 0; from < runIds.length; from += CHUNK) {
    const chunk = runIds.slice(from, from + CHUNK);
    for (const table of [...PROJECTED, 'acceptances'] as const) {
      await db.deleteFrom(table).where('runId', 'in', chunk).execute();
    }
  }
}

export async function clearProjections(db: Db): Promise<void> {
  for (const table of [...PROJECTED, 'checkpoints'] as const) await db.deleteFrom(table).execute();
}
