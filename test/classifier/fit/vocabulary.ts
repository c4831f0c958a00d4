import type { Sample } from './sample.js';

/** Of those who have written runs. */
const MOST_HANDS = 2 / 3;

/** Wordings that most hands have used: what only some people or some subjects have is none of them. */
export function vocabularyOf(samples: readonly Sample[]): readonly string[] {
  const hands = Map.groupBy(samples, ({ shape }) => handIn(shape));
  const users = new Map<string, number>();
  for (const own of hands.values())
    for (const wording of saidIn(own)) users.set(wording, (users.get(wording) ?? 0) + 1);
  return [...users]
    .filter(([, count]) => count >= MOST_HANDS * hands.size)
    .map(([wording]) => wording)
    .sort();
}

const saidIn = (samples: readonly Sample[]): ReadonlySet<string> =>
  new Set(samples.flatMap(({ suspects }) => suspects.flatMap(({ wordings }) => [...wordings])));

/** Shapes whose names are the same up to a comma are of one hand. */
export const handIn = (shape: string): string => shape.split(',')[0] ?? shape;
