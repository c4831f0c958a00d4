import { timely } from '#platform';
import type { Meters } from '#telemetry';
import type { LiveBook, LiveRun } from './live-book.js';

const GAUGES = {
  'parley.run.live': { unit: '{run}', description: 'Runs that go on, by architecture and regime so far' },
  'parley.run.live.overhead': { unit: '%', description: 'Mean overhead so far of those that have a baseline' },
  'parley.run.live.density': { unit: '{message}/{turn}', description: 'Mean messages a turn of those so far' },
} as const;

/** What the teamwork of the runs that go on costs, looked at when somebody asks. */
export function observeLive({ meter }: Meters, book: LiveBook, onError: (error: unknown) => void): void {
  const gauge = (name: keyof typeof GAUGES) => meter.createObservableGauge(name, GAUGES[name]);
  const [count, overhead, density] = [
    gauge('parley.run.live'),
    gauge('parley.run.live.overhead'),
    gauge('parley.run.live.density'),
  ];
  const live = timely(() => book.runs(), { late: 'parley.run.live: the store does not answer' });
  meter.addBatchObservableCallback(
    async (result) => {
      const runs = await live().catch((error: unknown) => {
        onError(error);
        return [];
      });
      for (const [architecture, of] of Map.groupBy(runs, (run) => run.architecture)) {
        const attributes = { 'parley.architecture': architecture };
        for (const [regime, same] of Map.groupBy(of, (run) => run.regime ?? 'unknown')) {
          result.observe(count, same.length, { ...attributes, 'parley.regime': regime });
        }
        for (const value of mean(of, (run) => run.overheadPercent.value)) result.observe(overhead, value, attributes);
        for (const value of mean(of, (run) => run.density.value)) result.observe(density, value, attributes);
      }
    },
    [count, overhead, density],
  );
}

/** None where nothing is known. */
function mean(runs: readonly LiveRun[], of: (run: LiveRun) => number | undefined): readonly number[] {
  const values = runs.map(of).filter((value) => value !== undefined);
  return values.length === 0 ? [] : [values.reduce((sum, value) => sum + value, 0) / values.length];
}
