import type { Attributes } from './attributes.js';

/** A span that has ended, as plain data that JSON can hold. Times are epoch milliseconds. */
export interface SpanData {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** 16 hexadecimal digits. */
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: 'internal' | 'client';
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes: Attributes;
  readonly links: readonly SpanLink[];
  readonly status: SpanStatus;
}

/** To a span of the same trace. */
export interface SpanLink {
  readonly spanId: string;
  readonly attributes: Attributes;
}

/** `message` never holds what a model or a vendor said, unless contents are captured. */
export type SpanStatus = { readonly code: 'unset' } | { readonly code: 'error'; readonly message?: string };

export const UNSET: SpanStatus = { code: 'unset' };
