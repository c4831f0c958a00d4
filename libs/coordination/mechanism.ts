import type { Parameters } from '#events';
import { valueOf, type ParameterInfo } from './parameters.js';
import type { Purpose } from './view.js';

export type MechanismName =
  'exchange' | 'consensus' | 'peerVerification' | 'subproblemVerification' | 'orchestratorSynthesis';

/** What an architecture can do besides its rule. It is on while its switch is above 0. */
export interface Mechanism {
  readonly name: MechanismName;
  readonly switch: ParameterInfo;
  /** What it is tuned by while it is on. */
  readonly tuning: readonly ParameterInfo[];
  /** Purposes that its asks have, and nobody else's. */
  readonly purposes: readonly Purpose[];
}

export const isOn = (parameters: Parameters, { switch: info }: Mechanism): boolean => valueOf(parameters, info) > 0;

export const parametersOf = (mechanisms: readonly Mechanism[]): readonly ParameterInfo[] =>
  mechanisms.flatMap((one) => [one.switch, ...one.tuning]);
