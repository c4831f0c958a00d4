/** What most voices say. Of equally common values the first, and the voices are then divided. */
export interface Majority {
  readonly value: string;
  readonly count: number;
  readonly isDivided: boolean;
}

export function majorityOf(voices: readonly string[]): Majority | undefined {
  const counts = [...Map.groupBy(voices, (value) => value)].map(([value, { length }]) => ({ value, count: length }));
  const [first, ...others] = counts.toSorted((a, b) => b.count - a.count);
  return first && { ...first, isDivided: others.some(({ count }) => count === first.count) };
}
