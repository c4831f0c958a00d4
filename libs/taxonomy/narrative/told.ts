import type { Content } from '#events';
import type { Entry } from './narrative.js';
import { leavesOf, readJson } from './read-json.js';

/** What an entry tells. */
export type Told = Pick<Entry, 'text' | 'parts'>;

export const textOf = (content: Content | undefined): string => (typeof content === 'string' ? content : '');

/** What is read of a content: of JSON its texts. */
export function partsOf(content: Content | undefined): readonly string[] {
  const text = textOf(content);
  const json = readJson(text);
  return json === undefined ? [text] : leavesOf(json);
}

/** Texts that stand apart in the run, one a line. */
export const toldIn = (parts: readonly string[]): Told => ({
  text: parts.join('\n'),
  ...(parts.length > 1 && { parts }),
});

export const tellsMore = ({ text, parts = [text] }: Told, more: readonly string[]): Told => toldIn([...parts, ...more]);
