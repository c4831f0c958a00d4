import type { Parameters } from '#events';
import type { Mechanism } from './mechanism.js';
import type { ParameterInfo } from './parameters.js';
import type { Coordination, Member, Purpose } from './view.js';

/** What an architecture file defines; the registry makes a `Coordination` of it. */
export interface Architecture extends Omit<Coordination, 'check'> {
  readonly description: string;
  /** All of them, those of its mechanisms last. */
  readonly parameters: readonly ParameterInfo[];
  /** Purposes that its asks can have, whatever is on. */
  readonly purposes: readonly Purpose[];
  readonly mechanisms: readonly Mechanism[];
  /** The parameter that sets the team's size, where there is one. */
  readonly sizedBy?: string;
  /** The team that these parameters call for, with default names: an orchestrator first. */
  readonly team: (parameters: Parameters) => readonly Member[];
}
