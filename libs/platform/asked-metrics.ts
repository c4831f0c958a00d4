import { Logger } from '@nestjs/common';
import type { Meters } from '#telemetry';
import { timely } from './timely.js';

type Meter = Meters['meter'];
type Instrument = ReturnType<Meter['createObservableGauge']>;
type Result = Parameters<Parameters<Meter['addBatchObservableCallback']>[0]>[0];

export interface AskedMetrics<T> {
  /** What all of them go by where they cannot be had. */
  readonly name: string;
  readonly instruments: readonly Instrument[];
  readonly ask: () => Promise<T>;
  /** Who it is that does not answer in time. */
  readonly late: string;
  readonly observe: (result: Result, answer: T) => void;
}

/**
 * Metrics for which a server has to be asked. Where it does not answer in time they are left out, hold up none of the others,
 * and `parley.scrape.success` is 0.
 */
export function observeAsked<T>({ meter }: Meters, { name, instruments, ask, late, observe }: AskedMetrics<T>): void {
  const success = meter.createObservableGauge('parley.scrape.success', {
    description:
      'Whether what had to be asked of a server for a metric was answered: 1, or 0 where the metric is left out',
  });
  const logger = new Logger('metrics');
  const answer = timely(ask, { late });
  meter.addBatchObservableCallback(
    async (result) => {
      const had = await answer().then(
        (told) => {
          observe(result, told);
          return 1;
        },
        (error: unknown) => {
          logger.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
          return 0;
        },
      );
      result.observe(success, had, { 'parley.metric': name });
    },
    [...instruments, success],
  );
}
