import type { ReferencePlan } from '#tasks';
import type { ModelRequest } from '../port.js';
import type { Chance } from './chance.js';
import type { Rates } from './rates.js';
import type { Slip } from './slips.js';

/** All that a rehearsed agent acts on: its own request, and how the task is solved, without the values. */
export interface Scene {
  readonly request: ModelRequest;
  readonly plan: ReferencePlan;
  readonly rates: Rates;
  readonly chance: Chance;
}

/** What the agent says and does in a turn, and the errors that it made on purpose. */
export interface Act {
  readonly text: string;
  readonly calls: readonly PlannedCall[];
  readonly slips: readonly Slip[];
}
export interface PlannedCall {
  readonly name: string;
  readonly arguments: Readonly<Record<string, string>>;
}

export const isOffered = ({ request }: Scene, name: string): boolean =>
  request.toolChoice !== 'none' && request.tools.some((tool) => tool.name === name);

/** A tool that can still be used: its result is only read if another turn follows. */
export const isUsable = (scene: Scene, name: string): boolean =>
  scene.request.origin.remaining > 0 && isOffered(scene, name);
