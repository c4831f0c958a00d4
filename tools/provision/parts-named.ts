import { PART_NAMES, ProvisionError, type PartName } from './part.js';

/**
 * The parts that a command line names, all of them where it names none.
 * @throws ProvisionError
 */
export function partsNamed(names: readonly string[]): readonly PartName[] {
  const unknown = names.filter((name) => !PART_NAMES.some((known) => known === name));
  if (unknown.length > 0)
    throw new ProvisionError(`there is no part ${unknown.join(', ')}: use any of ${PART_NAMES.join(', ')}`);
  return PART_NAMES.filter((name) => names.length === 0 || names.includes(name));
}
