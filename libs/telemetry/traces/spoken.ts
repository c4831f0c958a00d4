import { conversationOf, refsOf, renderConversation } from '#coordination';
import type { BlobRef, Blobs, RunEvent, RunHistory, RunId } from '#events';
import type { ContentSettings, Prompt } from '#spans';
import { blobsOf, endsSpeech, requestsOf } from './spoken-events.js';

export interface SpokenOptions {
  readonly content: Pick<ContentSettings, 'capture' | 'limit' | 'redact'>;
  readonly history: Pick<RunHistory, 'eventsOf'>;
  readonly blobs: Pick<Blobs, 'get'>;
}

/** What was said in one run, put at hand for its fold. */
export interface Spoken {
  readonly settings: ContentSettings;
  /** Before the fold reads the event: fetches what the spans that end with it hold. `history` reaches at least the event. */
  prepare(event: RunEvent, history: () => Promise<readonly RunEvent[]>): Promise<void>;
}

/** Whether spans hold content at all. */
export const isSpoken = ({ capture }: SpokenOptions['content']): boolean => capture === 'SPAN_ONLY';

/** Undefined where spans hold no content. */
export function spokenIn(runId: RunId, { content, blobs }: Omit<SpokenOptions, 'history'>): Spoken | undefined {
  if (!isSpoken(content)) return undefined;
  const texts = new Map<string, string>();
  const prompts = new Map<number, Prompt>();
  const fetchTexts = async (refs: readonly BlobRef[]): Promise<void> => {
    const missing = refs.filter(({ blob }) => !texts.has(blob));
    const found = await Promise.all(missing.map((ref) => textOf(blobs, runId, ref)));
    for (const [index, { blob }] of missing.entries()) {
      const text = found[index];
      if (text !== undefined) texts.set(blob, text);
    }
  };
  return {
    settings: { ...content, textOf: ({ blob }) => texts.get(blob), promptOf: ({ sequence }) => prompts.get(sequence) },
    async prepare(event, history) {
      texts.clear();
      prompts.clear();
      if (!endsSpeech(event)) return;
      const events = await history();
      await fetchTexts(blobsOf(event, events));
      for (const request of requestsOf(event, events)) {
        const conversation = conversationOf(events, request);
        await fetchTexts(refsOf(conversation));
        prompts.set(
          request.sequence,
          renderConversation(conversation, (ref) => texts.get(ref.blob) ?? placeholder(ref)),
        );
      }
    },
  };
}

/** Of a text that was erased or is damaged. */
const GONE: readonly unknown[] = ['blob_missing', 'blob_damaged'];

/** Undefined for a text that nobody will have again. Rejects with any other trouble. */
async function textOf(blobs: SpokenOptions['blobs'], runId: RunId, ref: BlobRef): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await blobs.get(runId, ref));
  } catch (error) {
    if (error instanceof Error && 'code' in error && GONE.includes(error.code)) return undefined;
    throw error;
  }
}

const placeholder = ({ bytes, mediaType }: BlobRef): string => `[${bytes} bytes of ${mediaType}]`;
