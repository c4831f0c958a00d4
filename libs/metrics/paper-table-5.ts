/** A row of the paper's Table 5 as printed. */
export interface PaperRow {
  readonly architecture: 'single' | 'independent' | 'decentralized' | 'centralized' | 'hybrid';
  /** S */
  readonly success: number;
  /** T, mean and standard deviation. */
  readonly turns: number;
  readonly turnsDeviation: number;
  readonly overheadPercent: number;
  /** c */
  readonly density: number;
  /** Ec */
  readonly efficiency: number;
}

/**
 * "Towards a Science of Scaling Agent Systems" (arXiv 2512.08296), Table 5, the same in all versions. Left out: its error
 * amplification is taken from traces by a method that is not public, its redundancy from an unnamed embedding, and its
 * 67.7 successes per 1,000 tokens cannot be with 4,800 tokens a trial.
 */
export const PAPER_TABLE_5: readonly PaperRow[] = [
  {
    architecture: 'single',
    success: 0.466,
    turns: 7.2,
    turnsDeviation: 2.1,
    overheadPercent: 0,
    density: 0,
    efficiency: 0.466,
  },
  {
    architecture: 'independent',
    success: 0.37,
    turns: 11.4,
    turnsDeviation: 3.2,
    overheadPercent: 58,
    density: 0,
    efficiency: 0.234,
  },
  {
    architecture: 'decentralized',
    success: 0.477,
    turns: 26.1,
    turnsDeviation: 7.5,
    overheadPercent: 263,
    density: 0.41,
    efficiency: 0.132,
  },
  {
    architecture: 'centralized',
    success: 0.463,
    turns: 27.7,
    turnsDeviation: 8.1,
    overheadPercent: 285,
    density: 0.39,
    efficiency: 0.12,
  },
  {
    architecture: 'hybrid',
    success: 0.452,
    turns: 44.3,
    turnsDeviation: 12.4,
    overheadPercent: 515,
    density: 0.24,
    efficiency: 0.074,
  },
];

/** What a reader must know who sets own figures beside the table. */
export const PAPER_TABLE_5_CAVEATS: readonly string[] = [
  'The values are means over other tasks and models: orders of magnitude may be compared, success rates may not.',
  'They are constants per architecture, used for all six benchmarks; nothing follows for a single kind of task.',
  'Which messages density counts is not specified; ours counts all between agents but errors.',
  'Overhead counts turns, not tokens; whether tokens were equal there cannot be told from the figures of the paper.',
  "The printed Ec of hybrid (0.074) is 0.0735 when recomputed from the table's own success and turns.",
];
