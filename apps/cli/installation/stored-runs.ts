import type { RunRow } from '#read-models';
import type { RunFilter, Store } from '#store';

export const TENANT = 'default';
const PAGE = 500;

/** Every run that the store shows, or those in a status; newest first. */
export async function* storedRuns(store: Pick<Store, 'runs'>, status?: RunFilter['status']): AsyncGenerator<RunRow> {
  let after: string | undefined;
  do {
    const page = await store.runs({ tenant: TENANT, status }, { limit: PAGE, after });
    yield* page.items.map(({ run }) => run);
    after = page.next;
  } while (after !== undefined);
}
