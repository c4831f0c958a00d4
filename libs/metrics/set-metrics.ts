import { absent, known, mean, ratio, standardDeviation, total, type Absent, type Measure } from './measure.js';
import type { RunMetrics } from './run-metrics.js';
import { wilson, type Rate } from './wilson.js';

/** Runs of one system, taken together. Runs that have not ended or were cancelled only count in `runs`. */
export interface SetMetrics {
  readonly runs: number;
  readonly finished: number;
  /** S, with its interval. */
  readonly success: Rate | Absent;
  /** Mean T, and its standard deviation over the runs. */
  readonly turns: Measure;
  readonly turnsDeviation: Measure;
  /** Messages of all runs by turns of all runs. */
  readonly density: Measure;
  readonly tokensPerRun: Measure;
  readonly microDollarsPerRun: Measure;
  readonly tokensPerSuccess: Measure;
  readonly microDollarsPerSuccess: Measure;
}

export function setMetricsOf(runs: readonly RunMetrics[]): SetMetrics {
  const finished = runs.filter(({ outcome }) => outcome !== 'open');
  const sum = (of: (run: RunMetrics) => Measure): Measure => total(finished.map(of));
  const turns = finished.map((run) => run.turns);
  const count = known(finished.length);
  const success = successOf(finished);
  const successes: Measure = success.value === undefined ? success : known(success.successes);
  const [tokens, microDollars] = [sum((run) => run.tokens), sum((run) => run.microDollars)];
  return {
    runs: runs.length,
    finished: finished.length,
    success,
    turns: mean(turns),
    turnsDeviation: standardDeviation(turns),
    density: ratio(
      sum((run) => known(run.messages)),
      sum((run) => known(run.turns)),
      'the runs took no turns',
    ),
    tokensPerRun: ratio(tokens, count, 'no finished run'),
    microDollarsPerRun: ratio(microDollars, count, 'no finished run'),
    tokensPerSuccess: ratio(tokens, successes, 'no run succeeded'),
    microDollarsPerSuccess: ratio(microDollars, successes, 'no run succeeded'),
  };
}

/** Only over sets that are graded whole: ungraded runs are no sample of the others. */
function successOf(finished: readonly RunMetrics[]): Rate | Absent {
  const ungraded = finished.filter(({ outcome }) => outcome === 'ungraded').length;
  if (finished.length === 0) return absent('no finished run');
  if (ungraded > 0) return absent(`${ungraded} of ${finished.length} finished runs are not graded`);
  return wilson(finished.filter(({ outcome }) => outcome === 'passed').length, finished.length);
}
