/** Percent of a class of failure as printed: one figure, a range, or none. */
export type PaperRate = number | readonly [low: number, high: number] | undefined;

export interface PaperErrorRates {
  readonly architecture: string;
  readonly logical_contradiction: PaperRate;
  readonly numerical_drift: PaperRate;
  readonly context_omission: PaperRate;
  readonly coordination_failure: PaperRate;
}

/** arXiv 2512.08296, section 4.4, the same in all versions; `single` is what it calls the baseline. */
export const PAPER_ERROR_RATES: readonly PaperErrorRates[] = [
  {
    architecture: 'single',
    logical_contradiction: [12.3, 18.7],
    numerical_drift: [20.9, 24.1],
    context_omission: [15.8, 25.2],
    coordination_failure: undefined,
  },
  {
    architecture: 'independent',
    logical_contradiction: 16.8,
    numerical_drift: 23.2,
    context_omission: 24.1,
    coordination_failure: 0,
  },
  {
    architecture: 'decentralized',
    logical_contradiction: 11.5,
    numerical_drift: 18.3,
    context_omission: 11.2,
    coordination_failure: 3.2,
  },
  {
    architecture: 'centralized',
    logical_contradiction: 9.1,
    numerical_drift: 18.3,
    context_omission: 8.3,
    coordination_failure: 1.8,
  },
  {
    architecture: 'hybrid',
    logical_contradiction: undefined,
    numerical_drift: 26.4,
    context_omission: undefined,
    coordination_failure: 12.4,
  },
];

/** What a reader must know who sees own rates beside the paper's. */
export const PAPER_ERROR_RATES_CAVEATS: readonly string[] = [
  'The paper does not say what its rates are shares of (runs, or failures), nor how failures were labelled, and its classifier is not public: its figures give a context, not a yardstick.',
  'Its drift is measured against the true answer (more than 5 percent off); ours against sources within the run.',
];
