import { foreignTrajectories, type Trajectory } from '#trajectory';
import type { ReceivedTraces } from './port.js';

/** What the spans of a received trace show, with those of the other traces of its run; nothing where no agent, model or tool worked. */
export async function receivedRuns(
  traces: Pick<ReceivedTraces, 'companions' | 'telemetry'>,
  traceId: string,
): Promise<readonly Trajectory[]> {
  const telemetry = await traces.telemetry(await traces.companions(traceId));
  return foreignTrajectories(telemetry).filter(({ traceIds = [] }) => traceIds.includes(traceId));
}
