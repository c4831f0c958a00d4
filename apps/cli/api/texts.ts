import { z } from 'zod';
import { isBlobRef, type Content, type RunEvent } from '#events';
import { inWords } from '../narration/in-words.js';
import type { Api } from './api.js';
import { runPath } from './projected-run.js';

const TextsSchema = z.looseObject({
  texts: z.array(z.looseObject({ blob: z.string(), text: z.string().optional() })),
});

/** Stands where people read of a text that has been erased. */
const ERASED = '(erased)';

/**
 * The event with its texts in place, `erased` where one was erased; the server is asked for those that lie elsewhere, once
 * and only if there are any.
 */
export function toldInWords(api: Api, event: RunEvent, erased = ERASED): Promise<RunEvent> {
  let elsewhere: Promise<ReadonlyMap<string, string>> | undefined;
  return inWords(event, async (content: Content) => {
    if (!isBlobRef(content)) return content;
    elsewhere ??= textsElsewhere(api, event);
    return (await elsewhere).get(content.blob) ?? erased;
  });
}

async function textsElsewhere(api: Api, { runId, sequence }: RunEvent): Promise<ReadonlyMap<string, string>> {
  const { texts } = await api.get(`${runPath(runId)}/texts?event=${sequence}`, TextsSchema);
  return new Map(texts.flatMap(({ blob, text }) => (text === undefined ? [] : [[blob, text] as const])));
}
