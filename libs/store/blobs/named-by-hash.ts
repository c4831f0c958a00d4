import { createHash } from 'node:crypto';
import type { BlobRef } from '#events';

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The bytes of a content, and how events refer to them. */
export function namedByHash(content: string | Uint8Array, mediaType: string): { bytes: Uint8Array; ref: BlobRef } {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  return { bytes, ref: { blob: sha256(bytes), bytes: bytes.byteLength, mediaType } };
}
