import type { Dice } from '../dice.js';
import { nameOf, type Row, type World } from '../world.js';

/** Rows as people write them down. */
export function listOf(rows: readonly Row[], { measure }: World, dice: Dice): string {
  const line = dice.one([
    ({ name, year, value }: Row) => `- ${name} (${year}): ${value}`,
    ({ name, year, value }: Row) => `${name}, opened ${year}, ${measure} ${value}`,
    ({ name, year, value }: Row) => `* **${name}**: ${value} since ${year}`,
  ]);
  return rows.map(line).join('\n');
}

/** What a page shows: the list among what else stands there. */
export function pageOf(rows: readonly Row[], world: World, dice: Dice): string {
  const { things, place, source } = world;
  const lead = dice.one([
    `The page of ${source} shows a table of the ${things} of ${place}.`,
    `I opened the article on ${things} of ${place}. It says:`,
    `Here is what ${source} has on ${place}:`,
    `I believe this is the page that is meant; the list is likely the newest edition of ${source}:`,
  ]);
  const rest = dice.one(['', 'Further down the page has references and a map.', 'There are links to other places.']);
  return [lead, listOf(rows, world, dice), rest].filter((part) => part !== '').join('\n\n');
}

/** What a browser shows of a page, as the worker that drives it reports it. */
export function screenOf(body: string, { things, place }: World, dice: Dice): string {
  const share = dice.between(5, 60);
  return dice.one([
    body,
    `I typed '${things} of ${place}' into the search bar.\n\nHere is what the page shows; the viewport has ${share}% of it, at the top.\n\n${body}`,
    `${body}\n\nMetadata: {"title": "${place}", "lang": "en"}\n\nText on the page:\nHome News Contact\nTop ten hotels in ${place}\nSign in`,
  ]);
}

/** The same where the list that is needed stands on it. */
export const foundOf = (rows: readonly Row[], world: World, dice: Dice): string =>
  screenOf(pageOf(rows, world, dice), world, dice);

/** What is said of a page that does not have what is looked for. */
export function emptyPage({ place, things, source }: World, dice: Dice): string {
  const number = dice.between(2, 90);
  return dice.one([
    `I scrolled down. The page is about ${place} in general and has no list of ${things}. It has ${number} sections.`,
    `The search for ${things} shows ${number} results: ${nameOf(dice)} travel guide, ${nameOf(dice)} news, ${source}.`,
    'The page asks to accept cookies; below there are advertisements.',
    `I clicked the link "${nameOf(dice)}". It leads to a list of hotels near ${place}.`,
    `I clicked '${source}'. The article begins with its history since ${1700 + number}.`,
  ]);
}
