import { z } from 'zod';
import type { Api } from './api.js';
import { runPath } from './projected-run.js';

const PAGE = 500;
const MessagePageSchema = z.looseObject({ messages: z.array(z.unknown()), next: z.string().optional() });

/** Every message of a run with its text, as the server shows it, page by page. */
export async function* messagesOfRun(api: Api, runId: string): AsyncGenerator<unknown, void> {
  let cursor: string | undefined;
  do {
    const after = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: z.infer<typeof MessagePageSchema> = await api.get(
      `${runPath(runId)}/messages?limit=${PAGE}${after}`,
      MessagePageSchema,
    );
    yield* page.messages;
    cursor = page.next;
  } while (cursor !== undefined);
}
