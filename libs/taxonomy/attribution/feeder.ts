import type { Narrative, Speech } from '../narrative/narrative.js';
import { briefOf } from './brief.js';
import { membersIn } from './members.js';
import { tokensOf } from './prose.js';

/** Numbers of two digits or more, and capitalised words. */
const TELLING = /\b\d[\d.,]*\d\b|\b[A-Z][a-z]{2,}/g;
const LEAST_FED = 2;

/** The speech that first brought up most of what another one works on; undefined where that is less than two numbers or names. */
export function feederOf(narrative: Narrative, origin: Speech): Speech | undefined {
  const brief = briefOf(narrative)?.at;
  const fed = new Map<number, number>();
  for (const at of sourcesOf(narrative, origin)) fed.set(at, (fed.get(at) ?? 0) + 1);
  const feeders = [...fed].flatMap(([at, count]) => {
    const entry = narrative.entries[at];
    return entry?.kind === 'speech' && at !== brief && count >= LEAST_FED ? [{ entry, count }] : [];
  });
  return feeders.sort((a, b) => b.count - a.count || a.entry.at - b.entry.at)[0]?.entry;
}

/** For each number and name of a speech that was heard before: where first. */
function sourcesOf(narrative: Narrative, { at, text }: Speech): readonly number[] {
  const first = new Map<string, number>(membersIn(narrative).map((word) => [word, -1]));
  for (const entry of narrative.entries.slice(0, at))
    for (const token of tokensOf(entry.text)) if (!first.has(token)) first.set(token, entry.at);
  const tokens = new Set(text.match(TELLING)?.flatMap((found) => tokensOf(found)));
  return [...tokens].flatMap((token) => first.get(token) ?? []);
}
