import { foreignTrajectories, inspectionOf, type Telemetry, type TraceFindings } from '#trajectory';

const NOTHING: TraceFindings = { turns: 0, agents: [] };

/** What one trace shows by itself. A trace that the reader fails on is one without findings, so that it holds up no other. */
export function findingsIn(telemetry: readonly Telemetry[], onError: (error: unknown) => void): TraceFindings {
  try {
    const [run] = foreignTrajectories(telemetry).map(inspectionOf);
    if (run === undefined) return NOTHING;
    return { family: run.family, turns: run.turns, agents: run.agents.map(({ name }) => name) };
  } catch (error) {
    onError(error);
    return NOTHING;
  }
}
