import type { Narrative } from '../narrative/narrative.js';
import { membersIn } from './members.js';
import { tokensOf } from './prose.js';

/** Positions of first mentions, by word or number as `tokensOf` has them. */
export type FirstMentions = ReadonlyMap<string, number>;

/** Where each word and number stands first. The members of a team are known from the start, at -1. */
export function firstMentions(narrative: Narrative): FirstMentions {
  const first = new Map<string, number>(membersIn(narrative).map((word) => [word, -1]));
  for (const { text, at } of narrative.entries)
    for (const token of tokensOf(text)) if (!first.has(token)) first.set(token, at);
  return first;
}
