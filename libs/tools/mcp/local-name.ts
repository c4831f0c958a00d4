import { createHash } from 'node:crypto';

/** What vendors take as a tool's name: letters, digits, `_` and `-`, at most this many. */
const LONGEST = 64;
const SEPARATOR = '__';
const HASH_DIGITS = 8;

/**
 * `<server>__<tool>`: what models know a server's tool by. A tool's name that vendors would refuse is mended and marked
 * with a hash of the original. The result depends on these two names alone, so it stays when other tools come and go.
 */
export function localName(server: string, tool: string): string {
  const prefix = prefixOf(server);
  if (/^[a-zA-Z0-9_-]+$/.test(tool) && prefix.length + tool.length <= LONGEST) return prefix + tool;
  const hash = createHash('sha256').update(tool).digest('hex').slice(0, HASH_DIGITS);
  const room = LONGEST - prefix.length - HASH_DIGITS - 1;
  return `${prefix}${tool.replaceAll(/[^a-zA-Z0-9_-]/g, '_').slice(0, room)}_${hash}`;
}

/** What the names of a server's tools begin with; no other tool's name does. */
export const prefixOf = (server: string): string => server + SEPARATOR;
