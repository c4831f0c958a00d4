import { architectures, presetNamed } from '#coordination';
import type { NamedSystem } from './experiment.js';

const architectureNames = (): readonly string[] => architectures().map(({ name }) => name);

/** A system that its name says all of: an architecture or a preset; undefined where it is neither. */
export function systemNamed(name: string): NamedSystem | undefined {
  if (architectureNames().includes(name)) return { name, request: { architecture: name } };
  return presetNamed(name) === undefined ? undefined : { name, request: { preset: name } };
}

/** What to say of a name that is neither. */
export const unknownSystem = (name: string): string =>
  `${name} is not known: use one of ${architectureNames().join(', ')}, or a preset of \`parley systems\``;
