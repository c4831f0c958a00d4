import { InvalidArgumentError } from 'commander';
import type { TranscriptMapping } from '#trajectory';

const FIELDS = ['messages', 'id', 'speaker', 'text', 'to'] as const;

/** `messages=log.items,speaker=who,text=said`: where in a JSON of one's own making the transcript is. */
export function transcriptMapping(value: string): TranscriptMapping {
  const given = new Map(value.split(',').map(pair));
  const [speaker, text] = [given.get('speaker'), given.get('text')];
  if (speaker === undefined || text === undefined) {
    throw new InvalidArgumentError('needs speaker=FIELD and text=FIELD, such as messages=log,speaker=who,text=said');
  }
  const optional = (['messages', 'id', 'to'] as const).flatMap((key) => {
    const path = given.get(key);
    return path === undefined ? [] : [[key, path] as const];
  });
  return { speaker, text, ...Object.fromEntries(optional) };
}

function pair(text: string): [string, string] {
  const at = text.indexOf('=');
  const [key, path] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (at < 1 || path === '' || !FIELDS.some((field) => field === key)) {
    throw new InvalidArgumentError(`"${text}" is not FIELD=PATH with one of the fields ${FIELDS.join(', ')}`);
  }
  return [key, path];
}
