export { comparedToBaseline, type BaselineComparison } from './baseline.js';
export { embeddedRedundancyOf, piecesToEmbed, type TextVectors } from './embedded-redundancy.js';
export { holm } from './holm.js';
export type { Estimate, Interval } from './interval.js';
export { evolveCoordination, liveFigures, NOTHING_YET, type Coordination, type LiveFigures } from './live.js';
export type { Absent, Measure } from './measure.js';
export type { Outcome } from './outcome.js';
export { pairedComparison, type PairedComparison } from './pairing.js';
export {
  PAPER_ERROR_RATES,
  PAPER_ERROR_RATES_CAVEATS,
  type PaperErrorRates,
  type PaperRate,
} from './paper-error-rates.js';
export { PAPER_TABLE_5, PAPER_TABLE_5_CAVEATS, type PaperRow } from './paper-table-5.js';
export { rateOf, type Rate } from './rate.js';
export { REDUNDANCY_METHOD, redundancyOf, type Redundancy } from './redundancy.js';
export { regimeOf, type Regime } from './regime.js';
export { runMetricsOf, type RunMetrics } from './run-metrics.js';
export { setMetricsOf, type SetMetrics, type SuccessRate } from './set-metrics.js';
export { tokensMatch } from './token-match.js';
export { wilson } from './wilson.js';
