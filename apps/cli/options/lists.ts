import { InvalidArgumentError } from 'commander';
import { architectures } from '#coordination';

/** For a filter that takes one name: a list would match nothing. */
export function oneName(text: string): string {
  if (text !== '' && !text.includes(',')) return text;
  throw new InvalidArgumentError('must be one name: ask for each by itself');
}

/** One of those that there are. */
export function oneArchitecture(text: string): string {
  const names = architectures().map(({ name }) => name);
  if (names.includes(text)) return text;
  throw new InvalidArgumentError(`must be one of ${names.join(', ')}`);
}

/** `a,b,c` to its names; at least one, none twice. */
export function nameList(text: string): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.some((name) => name === '')) {
    throw new InvalidArgumentError('must be names separated by commas, such as single,centralized');
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new InvalidArgumentError(`names ${twice} twice`);
  return names;
}
