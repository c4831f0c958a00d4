import type { ParameterInfo } from './parameters.js';
import { floor, presentAt, type Floor, type Protocol, type Table } from './protocol.js';
import type { Activation } from './view.js';

export const TURNS: ParameterInfo = {
  name: 'turnsPerRound',
  meaning: 'turns that each agent may take whenever it has the floor',
  default: 3,
  min: 1,
  max: 1_000,
  source: 'paper',
};

/** Gives the floor to the orchestrator, of whom every team that is led has one. */
export function* lead(table: Table, what: Floor): Protocol<Activation> {
  const held = yield* floor(table, presentAt(table, 'orchestrator'), what);
  return held.reduce((_, last) => last);
}
