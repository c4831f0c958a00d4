import type { Narrative, Speech } from '../narrative/narrative.js';
import { briefOf } from './brief.js';
import type { FirstMentions } from './first-mentions.js';
import { tellingIn } from './prose.js';

const LEAST_FED = 2;

/** The speech that first brought up most of what another one works on; undefined where that is less than two numbers or names. */
export function feederOf(narrative: Narrative, origin: Speech, first: FirstMentions): Speech | undefined {
  const brief = briefOf(narrative)?.at;
  const fed = new Map<number, number>();
  for (const at of sourcesOf(origin, first)) fed.set(at, (fed.get(at) ?? 0) + 1);
  const feeders = [...fed].flatMap(([at, count]) => {
    const entry = narrative.entries[at];
    return entry?.kind === 'speech' && at !== brief && count >= LEAST_FED ? [{ entry, count }] : [];
  });
  return feeders.sort((a, b) => b.count - a.count || a.entry.at - b.entry.at)[0]?.entry;
}

/** For each number and name of a speech that was heard before: where first. */
const sourcesOf = ({ at, text }: Speech, first: FirstMentions): readonly number[] =>
  tellingIn(text).flatMap((token) => {
    const source = first.get(token) ?? at;
    return source < at ? [source] : [];
  });
