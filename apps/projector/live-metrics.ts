import { observeAsked } from '#platform';
import type { Meters } from '#telemetry';
import type { LiveBook, LiveRun } from './live-book.js';

const GAUGES = {
  'parley.run.live': { unit: '{run}', description: 'Runs that go on, by architecture and regime so far' },
  'parley.run.live.overhead': { unit: '%', description: 'Mean overhead so far of those that have a baseline' },
  'parley.run.live.density': { unit: '{message}/{turn}', description: 'Mean messages a turn of those so far' },
} as const;

/** What the teamwork of the runs that go on costs, looked at when somebody asks. */
export function observeLive(meters: Meters, book: LiveBook): void {
  const { count, overhead, density } = gaugesOf(meters);
  observeAsked(meters, {
    name: 'parley.run.live',
    instruments: [count, overhead, density],
    ask: () => book.runs(),
    late: 'the store does not answer',
    observe: (result, runs) => {
      for (const [architecture, of] of Map.groupBy(runs, (run) => run.architecture)) {
        const attributes = { 'parley.architecture': architecture };
        for (const [regime, same] of Map.groupBy(of, (run) => run.regime ?? 'unknown')) {
          result.observe(count, same.length, { ...attributes, 'parley.regime': regime });
        }
        for (const value of mean(of, (run) => run.overheadPercent.value)) result.observe(overhead, value, attributes);
        for (const value of mean(of, (run) => run.density.value)) result.observe(density, value, attributes);
      }
    },
  });
}

function gaugesOf({ meter }: Meters) {
  const gauge = (name: keyof typeof GAUGES) => meter.createObservableGauge(name, GAUGES[name]);
  return {
    count: gauge('parley.run.live'),
    overhead: gauge('parley.run.live.overhead'),
    density: gauge('parley.run.live.density'),
  };
}

/** None where nothing is known. */
function mean(runs: readonly LiveRun[], of: (run: LiveRun) => number | undefined): readonly number[] {
  const values = runs.map(of).filter((value) => value !== undefined);
  return values.length === 0 ? [] : [values.reduce((sum, value) => sum + value, 0) / values.length];
}
