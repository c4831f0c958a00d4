/** Bands of coordination overhead as the paper names them (section 4.3); it leaves 100-200 and 300-400 percent unnamed. */
export type Regime = 'under' | 'optimal' | 'over' | 'between';

export function regimeOf(overheadPercent: number): Regime {
  if (overheadPercent < 100) return 'under';
  if (overheadPercent > 400) return 'over';
  return overheadPercent > 200 && overheadPercent < 300 ? 'optimal' : 'between';
}
