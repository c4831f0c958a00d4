import { z } from 'zod';
import type { Api } from '../api/api.js';
import { badInput } from '../cli-error.js';

const FoundSchema = z.looseObject({ runs: z.array(z.unknown()) });

/** Refuses to go on with a comparison of which there is no run: a mistyped id would start another one. */
export async function refuseUnknown(api: Api, comparisonId: string | undefined): Promise<void> {
  if (comparisonId === undefined) return;
  const { runs } = await api.get(`/v1/runs?limit=1&comparisonId=${encodeURIComponent(comparisonId)}`, FoundSchema);
  if (runs.length > 0) return;
  throw badInput(`--comparison: there is no comparison ${comparisonId} to go on with; name --tasks to start it`);
}
