import { PART_NAMES, ProvisionError, type PartName } from './part.js';

/**
 * The parts that a command line names, all of these where it names none.
 * @throws ProvisionError
 */
export function partsNamed(names: readonly string[], among: readonly PartName[] = PART_NAMES): readonly PartName[] {
  const unknown = names.filter((name) => !among.some((known) => known === name));
  if (unknown.length > 0)
    throw new ProvisionError(`there is no part ${unknown.join(', ')}: use any of ${among.join(', ')}`);
  return among.filter((name) => names.length === 0 || names.includes(name));
}
