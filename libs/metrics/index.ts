export { comparedToBaseline, type BaselineComparison } from './baseline.js';
export type { Absent, Measure } from './measure.js';
export type { Outcome } from './outcome.js';
export { pairedComparison, type PairedComparison } from './pairing.js';
export { PAPER_TABLE_5, PAPER_TABLE_5_CAVEATS, type PaperRow } from './paper-table-5.js';
export { regimeOf, type Regime } from './regime.js';
export { runMetricsOf, type RunMetrics } from './run-metrics.js';
export { setMetricsOf, type SetMetrics } from './set-metrics.js';
export type { Rate } from './wilson.js';
