import { INLINE_LIMIT, type BlobRef, type Blobs, type Content, type RunId } from '#events';

const TEXT = 'text/plain; charset=utf-8';
const JSON_TYPE = 'application/json';
/** When a record's texts together exceed this, much shorter ones go to blobs as well. */
const RECORD_TEXT_LIMIT = 64_000;
const CROWDED_LIMIT = 256;

/** Keeps the texts of one record within its size: what is too long for it goes to the run's blobs. */
export class Contents {
  private inline = 0;

  constructor(
    private readonly blobs: Blobs,
    private readonly runId: RunId,
    /** All text to blobs, so that deleting them erases it. */
    private readonly erasable: boolean,
  ) {}

  text(text: string): Promise<Content> {
    return this.keep(text, TEXT);
  }

  json(text: string): Promise<Content> {
    return this.keep(text, JSON_TYPE);
  }

  async blob(text: string, mediaType = TEXT): Promise<BlobRef> {
    return this.blobs.put(this.runId, text, mediaType);
  }

  private async keep(text: string, mediaType: string): Promise<Content> {
    const limit = this.erasable ? 0 : this.inline + text.length > RECORD_TEXT_LIMIT ? CROWDED_LIMIT : INLINE_LIMIT;
    if (text.length > limit) return this.blob(text, mediaType);
    this.inline += text.length;
    return text;
  }
}
