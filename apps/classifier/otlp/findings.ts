import type { TraceFindings } from '#otlp';
import { foreignTrajectories, inspectionOf, sessionKeysOf, type Telemetry } from '#trajectory';

/** What one trace shows by itself. A trace that the reader fails on is one without findings, so that it holds up no other. */
export function findingsIn(telemetry: readonly Telemetry[], onError: (error: unknown) => void): TraceFindings {
  const keys = [...new Set(telemetry.flatMap(sessionKeysOf))];
  try {
    const [run] = foreignTrajectories(telemetry).map(inspectionOf);
    return run === undefined
      ? { turns: 0, agents: [], keys }
      : { family: run.family, turns: run.turns, agents: run.agents.map(({ name }) => name), keys };
  } catch (error) {
    onError(error);
    return { turns: 0, agents: [], keys };
  }
}
