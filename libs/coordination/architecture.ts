import type { Parameters } from '#events';
import type { Coordination, Member, Purpose } from './view.js';

/** An integer that an architecture is tuned by. `source` tells the paper's values from ours. */
export interface ParameterInfo {
  readonly name: string;
  readonly meaning: string;
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly source: 'paper' | 'ours';
}

/** What an architecture file defines; the registry makes a `Coordination` of it. */
export interface Architecture extends Omit<Coordination, 'check'> {
  readonly description: string;
  readonly parameters: readonly ParameterInfo[];
  /** Purposes that its asks can have. */
  readonly purposes: readonly Purpose[];
  /** The parameter that sets the team's size, where there is one. */
  readonly sizedBy?: string;
  /** The team that these parameters call for, with default names: an orchestrator first. */
  readonly team: (parameters: Parameters) => readonly Member[];
}
