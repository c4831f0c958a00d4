import type { Dice } from '../dice.js';
import type { Row, World } from '../world.js';

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
