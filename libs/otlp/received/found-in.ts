import {
  distinctSpans,
  foreignTrajectories,
  inspectionOf,
  profileOf,
  tiesOf,
  type Found,
  type Telemetry,
  type TraceFindings,
} from '#trajectory';
import type { KeptTraces } from './kept-within.js';
import { readWithin } from './read-within.js';

export interface FoundIn extends Pick<Found, 'findings' | 'ties'> {
  /** What the reader failed with: then it is a trace without findings, so that it holds up no other. */
  readonly failure?: unknown;
}

export const NOTHING: TraceFindings = { turns: 0, agents: [] };

/** What one trace shows by itself; undefined where it is too much to be read. */
export function foundIn(kept: KeptTraces): FoundIn | undefined {
  const { telemetry, left } = readWithin(kept);
  if (left.length > 0) return undefined;
  const ties = tiesOf(telemetry);
  const spans = distinctSpans(telemetry).length;
  try {
    return { findings: { spans, ...findingsIn(telemetry) }, ties };
  } catch (failure) {
    return { findings: { spans, ...NOTHING }, ties, failure };
  }
}

function findingsIn(telemetry: readonly Telemetry[]): TraceFindings {
  const [run] = foreignTrajectories(telemetry);
  if (run === undefined) return NOTHING;
  const { family, turns, agents } = inspectionOf(run);
  return { family, turns, agents: agents.map(({ name }) => name), profile: profileOf(run) };
}
