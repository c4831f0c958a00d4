import type { Readable } from 'node:stream';

/** As much of a body as was wanted or came. */
export interface ReadBody {
  readonly bytes: Buffer;
  readonly end: 'whole' | 'cut' | 'lost';
}

/** Reads at most so many bytes, and lets the rest go. */
export async function readBody(body: Readable, maxBytes: number): Promise<ReadBody> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > maxBytes) return { bytes: Buffer.concat(chunks).subarray(0, maxBytes), end: 'cut' };
    }
    return { bytes: Buffer.concat(chunks), end: 'whole' };
  } catch {
    return { bytes: Buffer.concat(chunks), end: 'lost' };
  }
}

export interface BodyHeaders {
  readonly contentType: string;
  readonly contentEncoding: string;
}

/** A body as the text that a model is shown: what is no text is named, not shown. */
export function bodyText({ bytes, end }: ReadBody, { contentType, contentEncoding }: BodyHeaders): string {
  const note = end === 'cut' ? `\n[cut: only the first ${bytes.length} bytes]` : '';
  const lost = end === 'lost' ? `\n[the connection was lost after ${bytes.length} bytes: this is not all]` : '';
  if (contentEncoding !== '' && contentEncoding !== 'identity') {
    return `[a body encoded as ${contentEncoding}, which was not asked for: not shown]`;
  }
  if (bytes.length === 0) return `(no body)${lost}`;
  if (!TEXT.test(contentType.split(';')[0]?.trim() ?? '')) {
    return `[${contentType}, ${bytes.length} bytes: not shown]${note}${lost}`;
  }
  return decoded(bytes, contentType, end === 'cut') + note + lost;
}

const TEXT =
  /^(text\/|application\/(.*\+)?(json|xml)$|application\/(x-ndjson|javascript|x-www-form-urlencoded|yaml)$|$)/i;

/** In the charset that is said, else in UTF-8; of a text that was cut, without the character that was cut in two. */
function decoded(bytes: Buffer, contentType: string, stream: boolean): string {
  const charset = /charset="?([^";\s]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(bytes, { stream });
  } catch {
    return new TextDecoder().decode(bytes, { stream });
  }
}
