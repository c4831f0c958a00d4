import type { Rate } from '#metrics';
import { rateOfRuns } from './rate-of-runs.js';
import { hasFailed, type ReportedRun } from './reported-run.js';

/** What there is to say of runs of others alone. */
export interface ReceivedFigures {
  /** Absent where no resource tells it. */
  readonly service?: string;
  /** Share of the runs that ended in an error, of those whose end is known; absent where none is. */
  readonly errors?: Rate;
  /** Share of the runs whose spans have words of models or tools. */
  readonly content: Rate;
}

/** Undefined for runs of Parley. */
export function receivedFigures({
  service,
  runs,
}: {
  readonly service?: string;
  readonly runs: readonly ReportedRun[];
}): ReceivedFigures | undefined {
  const foreign = runs.filter(({ profile }) => profile !== undefined);
  const content = rateOfRuns(foreign, ({ profile }) => profile?.hasContent === true);
  if (content === undefined) return undefined;
  const errors = rateOfRuns(
    foreign.filter(({ profile }) => profile?.ending.status !== 'unknown'),
    hasFailed,
  );
  return { ...(service !== undefined && { service }), ...(errors && { errors }), content };
}
