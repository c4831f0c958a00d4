import { speechesOf, type Narrative } from '../narrative/narrative.js';
import type { FirstMentions } from './first-mentions.js';
import { tellingIn } from './prose.js';

const MUCH = 3;

/** For the speeches whose numbers and names others use later: how many of them do, from 0 to 1 for three or more. */
export function fruitOf(narrative: Narrative, first: FirstMentions): ReadonlyMap<number, number> {
  const speeches = speechesOf(narrative);
  const speakers = new Map(speeches.map(({ at, speaker }) => [at, speaker]));
  const users = new Map<number, number>();
  for (const { at, speaker, text } of speeches) {
    const sources = new Set(tellingIn(text).map((token) => first.get(token) ?? at));
    for (const source of sources)
      if (source < at && speakers.has(source) && speakers.get(source) !== speaker)
        users.set(source, (users.get(source) ?? 0) + 1);
  }
  return new Map([...users].map(([at, count]) => [at, Math.min(1, count / MUCH)]));
}
