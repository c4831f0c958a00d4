import { RunDiagnosedSchema, type RunDiagnosis, type RunId } from '#events';
import type { Db } from './database.js';
import type { StoredDiagnosis } from './port.js';

/** Of a version's verdicts on a run the one stays that has seen most of it; of equal ones the first. */
export async function keepDiagnoses(db: Db, diagnoses: readonly RunDiagnosis[]): Promise<void> {
  for (const { runId, time: at, data } of diagnoses) {
    const row = { runId, version: data.version, upTo: data.upTo, at, diagnosed: JSON.stringify(data) };
    await db
      .insertInto('diagnoses')
      .values(row)
      .onConflict((conflict) =>
        conflict.columns(['runId', 'version']).doUpdateSet(row).where('diagnoses.upTo', '<', data.upTo),
      )
      .execute();
  }
}

export async function diagnosesOf(db: Db, runId: RunId): Promise<readonly StoredDiagnosis[]> {
  const rows = await db
    .selectFrom('diagnoses')
    .select(['at', 'diagnosed'])
    .where('runId', '=', runId)
    .orderBy('at', 'desc')
    .execute();
  return rows.map(({ at, diagnosed }) => ({ at, diagnosed: RunDiagnosedSchema.parse(JSON.parse(diagnosed)) }));
}
