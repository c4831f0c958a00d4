import { foreignTrajectories, type Trajectory } from '#trajectory';
import type { KeptTraces } from './kept-within.js';
import { readWithin } from './read-within.js';

/**
 * What the spans of a trace show, with those of the others; nothing where no agent, model or tool worked, or where the trace
 * is too much to be read.
 */
export function runsIn(kept: KeptTraces, traceId: string): readonly Trajectory[] {
  const { telemetry, left } = readWithin(kept);
  if (left.includes(traceId)) return [];
  const runs = foreignTrajectories(telemetry).filter(({ traceIds = [] }) => traceIds.includes(traceId));
  return left.length === 0 ? runs : runs.map((run) => withUnread(run, left.length));
}

const withUnread = (run: Trajectory, unread: number): Trajectory => ({
  ...run,
  unknown: [
    ...(run.unknown ?? []),
    `run: ${unread} traces that may be of it are more than can be read with it: turns, toolCalls, messages and tokens may be only a part`,
  ],
});
