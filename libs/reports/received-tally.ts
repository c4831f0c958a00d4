import type { ReceivedTraceCounts, ReportedRun } from './reported-run.js';

/** How much of what others sent is in the report, and how much of it could be looked at. */
export interface ReceivedTally extends ReceivedTraceCounts {
  readonly services: number;
  /** Runs without words of models or tools. */
  readonly withoutContent: number;
  /** Runs whose root was not received. */
  readonly endUnknown: number;
}

export const receivedTally = (runs: readonly ReportedRun[], traces: ReceivedTraceCounts): ReceivedTally => ({
  ...traces,
  services: new Set(runs.map(({ profile }) => profile?.service)).size,
  withoutContent: runs.filter(({ profile }) => profile?.hasContent === false).length,
  endUnknown: runs.filter(({ profile }) => profile?.ending.status === 'unknown').length,
});
