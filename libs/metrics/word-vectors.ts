/** Weights by word, of length 1. */
export type WordVector = ReadonlyMap<string, number>;

/**
 * Each text as counts of its words times ln((1 + n) / (1 + df)) + 1, with df of the n texts having the word, scaled to
 * length 1. Words are runs of letters and digits, their case aside. A text without any is left out.
 */
export function wordVectors(texts: readonly string[]): readonly WordVector[] {
  const counts = texts.map(countsOf).filter(({ size }) => size > 0);
  const having = new Map<string, number>();
  for (const words of counts) for (const word of words.keys()) having.set(word, (having.get(word) ?? 0) + 1);
  const rarity = (word: string): number => Math.log((1 + counts.length) / (1 + (having.get(word) ?? 0))) + 1;
  return counts.map((words) => scaled(new Map([...words].map(([word, count]) => [word, count * rarity(word)]))));
}

export const cosine = (one: WordVector, other: WordVector): number =>
  Math.min(
    1,
    [...one].reduce((sum, [word, weight]) => sum + weight * (other.get(word) ?? 0), 0),
  );

function countsOf(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function scaled(weights: ReadonlyMap<string, number>): WordVector {
  const length = Math.sqrt([...weights.values()].reduce((sum, weight) => sum + weight ** 2, 0));
  return new Map([...weights].map(([word, weight]) => [word, weight / length]));
}
