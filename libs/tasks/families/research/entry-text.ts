import type { Dice } from '../dice.js';
import { nameInOthers, type Aliases } from './aliases.js';
import type { Entry } from './entries.js';
import { filled, relationOf, type RelationName } from './relations.js';
import { NOTE_SOURCES, OPENINGS, OTHER_NAMES, REMARKS } from './words.js';

/** An entry as Markdown, with `[@key]` behind everything in bold where the id will stand. */
export function entryText(entry: Entry, aliases: Aliases, dice: Dice): string {
  const { subject, date } = entry;
  const entered = `Entered ${date}.`;
  const remarks = dice.shuffled(REMARKS[subject.kind]).slice(0, 2).join(' ');
  switch (entry.form) {
    case 'article':
      return paragraphs(
        `# ${subject.name}`,
        entered,
        filled(dice.pick(OPENINGS[subject.kind]), headword(entry, subject.name)),
        lines(entry, aliases, dice),
        remarks,
      );
    case 'note':
      return paragraphs(
        `# ${subject.name} (note)`,
        `${entered} ${dice.pick(NOTE_SOURCES)}`,
        `On ${headword(entry, subject.name)}:`,
        lines(entry, aliases, dice),
        remarks,
      );
    case 'reference': {
      const alias = nameInOthers(subject, aliases);
      const explained = filled(OTHER_NAMES[subject.kind], headword(entry, alias));
      return paragraphs(
        `# ${alias}`,
        entered,
        filled(explained, tagged(subject.name, tagKey(entry, 'name'))),
        'See the article under that name.',
      );
    }
  }
}

const paragraphs = (...parts: readonly string[]): string => `${parts.join('\n\n')}\n`;

const lines = (entry: Entry, aliases: Aliases, dice: Dice): string =>
  dice
    .shuffled(entry.claims)
    .map(({ relation, object }) => {
      const shown = tagged(nameInOthers(object, aliases), tagKey(entry, relation));
      return `- ${filled(dice.pick(relationOf(relation).says), shown)}`;
    })
    .join('\n');

const tagged = (name: string, key: string): string => `**${name}** [@${key}]`;
const headword = (entry: Entry, name: string): string => tagged(name, tagKey(entry, 'headword'));

/** What is in bold in an entry: its headword, the name that a reference leads to, the objects of its claims. */
export type TaggedPart = 'headword' | 'name' | RelationName;

export const tagKey = ({ number }: Entry, part: TaggedPart): string => `${number}.${part}`;

const TAG = /\[@([\w.]+)\]/g;

/** The id of every key, numbered in the order of the texts: an id gives nothing away. */
export const idsIn = (texts: readonly string[]): ReadonlyMap<string, string> =>
  new Map(texts.flatMap((text) => [...text.matchAll(TAG)]).map(([, key = ''], i) => [key, `F${i + 1}`] as const));

export const withIds = (text: string, ids: ReadonlyMap<string, string>): string =>
  text.replace(TAG, (_, key: string) => `[${ids.get(key) ?? key}]`);
