import type { RunEvent } from '#events';
import { absent, known, ratio, type Measure } from './measure.js';
import { overheadPercent } from './overhead.js';
import { regimeOf, type Regime } from './regime.js';
import type { RunMetrics } from './run-metrics.js';
import { setMetricsOf } from './set-metrics.js';

/** What a run has taken so far, counted as `RunMetrics` counts it. */
export interface Coordination {
  readonly turns: number;
  readonly messages: number;
}
export const NOTHING_YET: Coordination = { turns: 0, messages: 0 };

export function evolveCoordination(so: Coordination, event: RunEvent): Coordination {
  if (event.type === 'TurnRecorded') return { ...so, turns: so.turns + 1 };
  if (event.type !== 'MessageSent' || event.data.kind === 'error') return so;
  return { ...so, messages: so.messages + 1 };
}

/** Of a run that goes on. Turns only grow, so its overhead so far is the least that it will have. */
export interface LiveFigures extends Coordination {
  readonly density: Measure;
  readonly overheadPercent: Measure;
  readonly regime?: Regime;
}

export function liveFigures({ turns, messages }: Coordination, baseline: readonly RunMetrics[]): LiveFigures {
  const base = baseline.length === 0 ? absent('no baseline') : setMetricsOf(baseline).turns;
  const overhead = overheadPercent(known(turns), base);
  return {
    turns,
    messages,
    density: ratio(known(messages), known(turns), 'the run took no turns'),
    overheadPercent: overhead,
    ...(overhead.value !== undefined && { regime: regimeOf(overhead.value) }),
  };
}
