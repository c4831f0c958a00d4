import { CONSENSUS_SHARE } from './mechanisms.js';
import { valueOf } from './parameters.js';
import type { Table } from './protocol.js';

/** How many of those that could be are behind an answer; agents that are lost count in neither. */
export interface Backing {
  readonly behind: number;
  readonly present: number;
}

/** Whether an answer stands. Where nobody is left to be asked, nobody objects. */
export const suffices = ({ parameters }: Pick<Table, 'parameters'>, { behind, present }: Backing): boolean =>
  behind * 100 >= valueOf(parameters, CONSENSUS_SHARE) * present;
