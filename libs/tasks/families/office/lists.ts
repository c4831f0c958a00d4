import type { Dice } from '../dice.js';
import { tagOf } from './entry-text.js';
import { ID_LETTERS, type Entry, type Office } from './office-state.js';
import { LISTS, STAFF } from './words.js';

const LISTED = 3;
/** The customer of a file that is about several. */
const SEVERAL = 'several';

/** Files that name customers, each name with a tag of its own, from these numbers on. */
export function drawLists(names: readonly string[], first: { readonly id: number; readonly tag: number }, dice: Dice) {
  return LISTS.map((title, list): Entry => {
    const tag = first.tag + list * (LISTED + 1);
    const listed = dice.shuffled(names).slice(0, LISTED);
    return {
      id: `${ID_LETTERS.files}${first.id + list}`,
      tag,
      customer: SEVERAL,
      date: '2026-12-31',
      status: 'draft',
      address: dice.pick(STAFF),
      title,
      notes: listed.map((name, i) => `${i + 1}. **${name}** [${tagOf(tag + i + 1)}]`),
    };
  });
}

/** One of an office's lists. */
export const pickList = ({ files }: Office, dice: Dice): Entry => {
  const [list = NO_LIST] = dice.shuffled(files.filter(({ customer }) => customer === SEVERAL));
  return list;
};
const NO_LIST: Entry = { id: '', customer: SEVERAL, date: '', status: '', address: '', title: '', notes: [] };

/** The names on a list with their tags. */
export const namesOnList = ({ notes }: Entry): readonly { readonly id: string; readonly value: string }[] =>
  notes.flatMap((note) => {
    const [, value, id] = /\*\*(.+)\*\* \[(\w+)\]$/.exec(note) ?? [];
    return value === undefined || id === undefined ? [] : [{ id, value }];
  });
