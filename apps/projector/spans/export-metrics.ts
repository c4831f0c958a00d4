import { observeAsked } from '#platform';
import type { Meters } from '#telemetry';
import type { ExportBook } from './export-state.js';

/** Spans sent and lost, and how far the export is behind. */
export function observeExport(meters: Meters, book: ExportBook): void {
  const spans = meters.meter.createObservableCounter('parley.span.exported', {
    unit: '{span}',
    description: 'Spans of runs, by what became of them',
  });
  spans.addCallback((result) => {
    const { sent, rejected, refused } = book.state();
    for (const [outcome, value] of Object.entries({ sent, rejected, refused })) {
      result.observe(value, { 'parley.export.outcome': outcome });
    }
  });
  const name = 'parley.span.export.lag';
  const lag = meters.meter.createObservableGauge(name, {
    unit: '{record}',
    description: 'Events whose spans have not been sent yet',
  });
  observeAsked(meters, {
    name,
    instruments: [lag],
    ask: () => book.lag(),
    late: 'log and store do not answer',
    observe: (result, behind) => {
      result.observe(lag, behind);
    },
  });
}
