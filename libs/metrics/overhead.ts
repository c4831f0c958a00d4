import { absent, combined, known, ratio, type Measure } from './measure.js';

const NO_TURNS = 'the baseline took no turns';

/** O% = (T - T_SAS) / T_SAS * 100, in mean turns a run. */
export const overheadPercent = (turns: Measure, baselineTurns: Measure): Measure =>
  combined([ratio(turns, baselineTurns, NO_TURNS)], (times = 0) => known((times - 1) * 100));

/** Ec = S / (T / T_SAS). */
export const efficiency = (success: Measure, turns: Measure, baselineTurns: Measure): Measure =>
  ratio(success, ratio(turns, baselineTurns, NO_TURNS), 'the runs took no turns');

/** A = (1 - S) / (1 - S_SAS) over tasks: how much more often than the baseline the answer is wrong. */
export const errorAmplification = (success: Measure, baselineSuccess: Measure): Measure =>
  combined([success, baselineSuccess], (own = 0, baseline = 0) =>
    baseline === 1 ? absent('the baseline never fails') : known((1 - own) / (1 - baseline)),
  );
