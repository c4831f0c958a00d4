import { foreignTrajectories, inspectionOf, profileOf, type Telemetry, type TraceFindings } from '#trajectory';

export const NOTHING: TraceFindings = { turns: 0, agents: [] };

/** What one trace shows by itself. A trace that the reader fails on is one without findings, so that it holds up no other. */
export function findingsIn(telemetry: readonly Telemetry[], onError: (error: unknown) => void): TraceFindings {
  try {
    const [run] = foreignTrajectories(telemetry);
    if (run === undefined) return NOTHING;
    const { family, turns, agents } = inspectionOf(run);
    return { family, turns, agents: agents.map(({ name }) => name), profile: profileOf(run) };
  } catch (error) {
    onError(error);
    return NOTHING;
  }
}
