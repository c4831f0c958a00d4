import { printable } from './printable.js';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text from outside as it may stand in an element or between the quotes of an attribute. */
export const escaped = (text: string): string =>
  printable(text).replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
