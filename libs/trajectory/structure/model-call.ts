import type { Span } from '../otlp/span.js';
import type { SpanUsage } from '../reading/usage.js';

/** One request that a client made of a model, its own retries included. */
export interface ModelCall {
  readonly node: number;
  readonly span: Span;
  /** The agent that its own span names, which may be a placeholder. */
  readonly hint?: string;
  readonly usage?: SpanUsage;
  /** Two instrumentations count it differently: `usage` is that of the one closer to the wire. */
  readonly disputed?: true;
  /** It was not answered. */
  readonly failed: boolean;
}
