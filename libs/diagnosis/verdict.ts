import type { RunDiagnosed, RunId } from '#events';

/** A verdict in short, for whoever is told of it: none of the run's words. `link` is a path of the API. */
export interface Verdict {
  readonly id: string;
  readonly runId: RunId;
  readonly version: string;
  readonly upTo: number;
  readonly label: RunDiagnosed['label'];
  readonly confidence: number;
  /** It rests on signs, and on no evidence. */
  readonly guessed: boolean;
  readonly agent?: string;
  readonly step?: number;
  readonly turnId?: string;
  readonly spanId?: string;
  readonly link: string;
}

export function verdictOf(
  runId: RunId,
  { version, upTo, label, confidence, guessed, agent, place }: RunDiagnosed,
): Verdict {
  return {
    id: `${runId}:${version}`,
    runId,
    version,
    upTo,
    label,
    confidence,
    guessed,
    ...(agent !== undefined && { agent }),
    ...(place !== undefined && { step: place.step }),
    ...(place?.turnId !== undefined && { turnId: place.turnId }),
    ...(place?.spanId !== undefined && { spanId: place.spanId }),
    link: `/v1/runs/${runId}/diagnosis?version=${encodeURIComponent(version)}`,
  };
}
