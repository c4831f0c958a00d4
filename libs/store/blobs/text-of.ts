import { isBlobRef, type Blobs, type Content, type RunId } from '#events';

/** The text of a content, from the run's blobs where it does not stand in place. Rejects as `Blobs.get` does. */
export async function textOf(content: Content, runId: RunId, blobs: Pick<Blobs, 'get'>): Promise<string> {
  return isBlobRef(content) ? new TextDecoder().decode(await blobs.get(runId, content)) : content;
}
