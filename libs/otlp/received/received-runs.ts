import { foreignTrajectories, type ReceivedTraces, type Trajectory } from '#trajectory';
import { readWithin } from './read-within.js';

/**
 * What the spans of a received trace show, with those of the other traces of its run; nothing where no agent, model or tool
 * worked, or where the trace is too much to be read.
 */
export async function receivedRuns(
  traces: Pick<ReceivedTraces, 'trace' | 'companions' | 'bodies'>,
  traceId: string,
): Promise<readonly Trajectory[]> {
  const others = (await traces.companions(traceId)).filter((other) => other !== traceId);
  const { telemetry, left } = await readWithin(traces, [traceId, ...others]);
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
