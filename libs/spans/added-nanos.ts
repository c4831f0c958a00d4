import type { SpanData } from './span-data.js';

/**
 * What is added to the end of a span when it is sent: a nanosecond to one without a length, which Jaeger takes for a mistake
 * and marks so.
 */
export const addedNanos = ({ startMs, endMs }: Pick<SpanData, 'startMs' | 'endMs'>): 0 | 1 =>
  startMs === endMs ? 1 : 0;
