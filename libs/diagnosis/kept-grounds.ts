import {
  DiagnosisGroundsSchema,
  INLINE_LIMIT,
  type Blobs,
  type DiagnosisGrounds,
  type RunDiagnosed,
  type RunId,
} from '#events';
import { loadedText } from '#store';
import type { Diagnosed } from './run-diagnosed.js';

export interface KeepingOptions {
  readonly runId: RunId;
  /** Nothing that was said in the run may stand on the log. */
  readonly erasable: boolean;
  readonly blobs: Pick<Blobs, 'put'>;
}

/** The verdict as a record holds it: long grounds, and those of a run that is to be erasable, lie in a blob of the run. */
export async function recordable(
  diagnosed: Diagnosed,
  { runId, erasable, blobs }: KeepingOptions,
): Promise<RunDiagnosed> {
  const grounds = JSON.stringify(diagnosed.grounds);
  if (!erasable && grounds.length <= INLINE_LIMIT) return diagnosed;
  return { ...diagnosed, grounds: await blobs.put(runId, grounds, 'application/json') };
}

/** Undoes `recordable`; grounds that have been erased with the run are empty. */
export async function groundsOf(
  { grounds }: RunDiagnosed,
  runId: RunId,
  blobs: Pick<Blobs, 'get'>,
): Promise<DiagnosisGrounds> {
  if (!('blob' in grounds)) return grounds;
  const text = await loadedText(runId, grounds, blobs);
  return text === undefined ? { evidence: [], secondary: [] } : DiagnosisGroundsSchema.parse(JSON.parse(text));
}
