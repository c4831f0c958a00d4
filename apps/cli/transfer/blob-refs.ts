import { BlobRefSchema, type BlobRef, type RunEvent } from '#events';

/** The blobs that events name, each once, wherever in their data. */
export function blobRefsIn(events: readonly RunEvent[]): readonly BlobRef[] {
  const refs = events.flatMap(({ data }) => refsIn(data));
  return [...new Map(refs.map((ref) => [ref.blob, ref])).values()];
}

function refsIn(value: unknown): readonly BlobRef[] {
  if (typeof value !== 'object' || value === null) return [];
  const ref = BlobRefSchema.safeParse(value);
  return ref.success ? [ref.data] : Object.values(value).flatMap(refsIn);
}
