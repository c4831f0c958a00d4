const STOP = new Set(
  'a an the and or but of to in on at by for from with as is are was were be been being this that these those it its you your i my we our they their he she his her him them will would can could should may might do does did has have had not no if then than so there here about into over also just more most very all any each please let me us up out what which who when where how'.split(
    ' ',
  ),
);

/** Lower-case words of two letters or more and numbers, in their order. */
export const wordsOf = (text: string): readonly string[] =>
  text.toLowerCase().match(/[a-z][a-z'-]+|\d+(?:[.,]\d+)*/g) ?? [];

/** Identifiers that mix letters and digits, such as `c41e9d7`, in lower case. */
export const codesIn = (text: string): readonly string[] =>
  text.toLowerCase().match(/\b(?=[a-z]*\d+[a-z]|\d*[a-z]+\d)[a-z\d]{5,}\b/g) ?? [];

/** Words that carry what a text is about. */
export const contentWords = (text: string): readonly string[] => wordsOf(text).filter((word) => !STOP.has(word));

const STEM = 5;

/** Roughly: mills and mill, departs and departure are one. */
export const stem = (word: string): string => word.slice(0, STEM);

/** Share of the words of `part` that stand in `whole`; 0 for no words. */
export function coverage(part: readonly string[], whole: ReadonlySet<string>): number {
  if (part.length === 0) return 0;
  return part.filter((word) => whole.has(word)).length / part.length;
}

/** Jaccard similarity of two sets. */
export function similarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((item) => b.has(item)).length;
  const all = a.size + b.size - shared;
  return all === 0 ? 0 : shared / all;
}

/** Words of a field's name: `tracking_id` and `trackingId` are `tracking id`. */
export const wordsOfField = (name: string): readonly string[] =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
