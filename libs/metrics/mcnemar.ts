/**
 * Exact two-sided p-value of McNemar's test: of `onlyFirst + onlySecond` pairs that differ, how unusual is such a split
 * where both are equally likely? 1 where no pair differs. Exact for any number, so that no approximation takes over.
 */
export function mcnemar(onlyFirst: number, onlySecond: number): number {
  const pairs = onlyFirst + onlySecond;
  const fewer = Math.min(onlyFirst, onlySecond);
  let logTerm = -pairs * Math.LN2;
  let tail = Math.exp(logTerm);
  for (let k = 1; k <= fewer; k++) {
    logTerm += Math.log((pairs - k + 1) / k);
    tail += Math.exp(logTerm);
  }
  return Math.min(1, 2 * tail);
}
