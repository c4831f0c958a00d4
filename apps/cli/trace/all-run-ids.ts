import { z } from 'zod';
import type { Api } from '../api/api.js';

const PageSchema = z.looseObject({
  runs: z.array(z.looseObject({ runId: z.string() })),
  next: z.string().optional(),
});
const PAGE = 200;

/** Every run that the server knows, newest first. */
export async function* allRunIds(api: Api): AsyncGenerator<string, void> {
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const query = new URLSearchParams({ limit: String(PAGE), ...(cursor !== '' && { cursor }) });
    const page: z.infer<typeof PageSchema> = await api.get(`/v1/runs?${query.toString()}`, PageSchema);
    yield* page.runs.map(({ runId }) => runId);
    cursor = page.next;
  }
}
