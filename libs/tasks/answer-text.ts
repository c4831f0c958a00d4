/** An answer as it is compared: without case, surrounding quotes, final stop, and differences in spacing or Unicode form. */
export function normalised(answer: string): string {
  const plain = answer.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  return plain
    .replace(/^["'“‘`]+|["'”’`]+$/g, '')
    .replace(/\.$/, '')
    .trim();
}

/** Answers that differ after normalisation, each with the indices at which it stands. */
export function distinct(answers: readonly string[]): readonly (readonly number[])[] {
  const places = new Map<string, number[]>();
  for (const [index, answer] of answers.entries()) {
    const key = normalised(answer);
    places.set(key, [...(places.get(key) ?? []), index]);
  }
  return [...places.values()];
}
