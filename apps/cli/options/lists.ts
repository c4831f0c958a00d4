import { InvalidArgumentError } from 'commander';

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
