import type { AttributeValue, SpanData } from '#spans';

export interface BatchLimits {
  readonly spans: number;
  /** Of the spans as JSON, roughly. */
  readonly bytes: number;
}

/** Spans in requests of bounded size, in their order; a span that is larger by itself goes alone. */
export function* batchesOf(spans: readonly SpanData[], limits: BatchLimits): Generator<readonly SpanData[], void> {
  let batch: SpanData[] = [];
  let bytes = 0;
  for (const span of spans) {
    const size = bytesOf(span);
    if (batch.length > 0 && (batch.length >= limits.spans || bytes + size > limits.bytes)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(span);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

/** Ids, times, name and the like. */
const SPAN_BYTES = 300;
const ATTRIBUTE_BYTES = 40;
const LINK_BYTES = 400;
/** Shorter texts are ids and names: a byte a character, nearly. */
const LONG_TEXT = 100;

function bytesOf({ attributes, links }: SpanData): number {
  const values: Readonly<Record<string, AttributeValue | undefined>> = attributes;
  let bytes = SPAN_BYTES + links.length * LINK_BYTES;
  for (const name of Object.keys(values)) {
    const value = values[name];
    bytes += ATTRIBUTE_BYTES + name.length;
    if (typeof value === 'string') bytes += textBytes(value);
    else if (typeof value === 'object') bytes += value.reduce((sum, text) => sum + text.length + ATTRIBUTE_BYTES, 0);
  }
  return bytes;
}

const textBytes = (text: string): number => (text.length < LONG_TEXT ? text.length : Buffer.byteLength(text));
