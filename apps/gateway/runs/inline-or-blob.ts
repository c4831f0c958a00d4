import { INLINE_LIMIT, type Blobs, type Content, type RunId } from '#events';

/** UTF-16 units of text that one StartRun holds in place at most: together with everything else it fits a record. */
const INLINE_TOTAL = 98_304;

/** Decides text by text whether it stands in the record or in a blob. */
export type Keep = (
  text: string,
  options?: { readonly erasable?: boolean; readonly mediaType?: string },
) => Promise<Content>;

/** Texts stay in place while they are short and few. What is erasable goes to a blob always: deleting that erases it. */
export function inlineOrBlob(blobs: Pick<Blobs, 'put'>, runId: RunId): Keep {
  let inlined = 0;
  return async (text, { erasable = false, mediaType = 'text/plain' } = {}) => {
    if (erasable || text.length > INLINE_LIMIT || inlined + text.length > INLINE_TOTAL) {
      return blobs.put(runId, text, mediaType);
    }
    inlined += text.length;
    return text;
  };
}
