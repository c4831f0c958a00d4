import type { Telemetry } from '../otlp/span.js';
import { sessionsOf } from '../reading/identity.js';

/** Traces of one run share one: the conversations, sessions and threads that the spans name, each with its process. */
export const sessionKeysOf = ({ spans }: Telemetry): readonly string[] => [
  ...new Set(spans.flatMap(({ attributes, resource }) => sessionsOf(attributes).map((id) => `${resource} ${id}`))),
];
