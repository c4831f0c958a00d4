import { foreignTrajectories, type ReceivedTraces, type Trajectory } from '#trajectory';
import { telemetryIn } from './telemetry-in.js';

/** What the spans of a received trace show, with those of the other traces of its run; nothing where no agent, model or tool worked. */
export async function receivedRuns(
  traces: Pick<ReceivedTraces, 'companions' | 'bodies'>,
  traceId: string,
): Promise<readonly Trajectory[]> {
  const bodies = await traces.bodies(await traces.companions(traceId));
  return foreignTrajectories(telemetryIn(bodies)).filter(({ traceIds = [] }) => traceIds.includes(traceId));
}
