import { architectures } from '#coordination';
import type { Parameters } from '#events';

const SWITCHES = ['consensus', 'peerVerification', 'subproblemVerification', 'orchestratorSynthesis'];

/** Every mechanism of an architecture at once, as strict as it can be. */
export function allMechanisms(architecture: string): Parameters {
  const parameters = architectures().find(({ name }) => name === architecture)?.parameters ?? [];
  return Object.fromEntries(
    parameters.filter(({ name }) => SWITCHES.includes(name)).map(({ name, max }) => [name, max]),
  );
}
