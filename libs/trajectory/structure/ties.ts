import type { Telemetry } from '../otlp/span.js';
import { sessionsOf } from '../reading/identity.js';

/** What may tie the spans of one trace to other traces of its run. */
export interface Ties {
  /** Identity of the process that sent them. */
  readonly process: string;
  /** Of the conversations, sessions and threads that they name, each with its process: traces that share one are one run. */
  readonly sessions: readonly string[];
  /** While it lasted, other traces may have been part of it. Epoch milliseconds. */
  readonly startMs: number;
  readonly endMs: number;
}

export function tiesOf(telemetry: readonly Telemetry[]): Ties {
  const spans = telemetry.flatMap((part) => part.spans);
  return {
    process: spans[0]?.resource ?? '',
    sessions: [
      ...new Set(spans.flatMap(({ attributes, resource }) => sessionsOf(attributes).map((id) => `${resource} ${id}`))),
    ],
    startMs: spans.reduce((start, span) => Math.min(start, span.startMs), Infinity),
    endMs: spans.reduce((end, span) => Math.max(end, span.endMs), 0),
  };
}
