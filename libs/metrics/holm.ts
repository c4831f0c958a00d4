/**
 * Holm's step-down correction (1979) of all p-values that are read together, in their order: below 0.05 after it, the
 * chance that even one of them is a false alarm is below 5 percent, whatever their dependence.
 */
export function holm(pValues: readonly number[]): readonly number[] {
  const ascending = pValues.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p);
  const adjusted = pValues.map(() => 1);
  let least = 0;
  ascending.forEach(({ p, index }, rank) => {
    least = Math.max(least, Math.min(1, p * (pValues.length - rank)));
    adjusted[index] = least;
  });
  return adjusted;
}
