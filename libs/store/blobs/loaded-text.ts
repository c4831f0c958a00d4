import type { Blobs, Content, RunId } from '#events';
import { textOf } from './text-of.js';

/** Undefined where the text has been erased. */
export function loadedText(runId: RunId, content: Content, blobs: Pick<Blobs, 'get'>): Promise<string | undefined> {
  return textOf(content, runId, blobs).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
}

/** As every blob port says it. */
const isMissing = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'blob_missing';
