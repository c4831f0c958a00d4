import { timely } from '#platform';
import type { Meters } from '#telemetry';
import type { ExportBook } from './export-state.js';

/** Spans sent and lost, and how far the export is behind. */
export function observeExport({ meter }: Meters, book: ExportBook): void {
  const spans = meter.createObservableCounter('parley.span.exported', {
    unit: '{span}',
    description: 'Spans of runs, by what became of them',
  });
  spans.addCallback((result) => {
    const { sent, rejected, refused } = book.state();
    for (const [outcome, value] of Object.entries({ sent, rejected, refused })) {
      result.observe(value, { 'parley.export.outcome': outcome });
    }
  });
  const lag = meter.createObservableGauge('parley.span.export.lag', {
    unit: '{record}',
    description: 'Events whose spans have not been sent yet',
  });
  const behind = timely(() => book.lag(), { late: 'parley.span.export.lag: log and store do not answer' });
  lag.addCallback(async (result) => {
    result.observe(await behind());
  });
}
