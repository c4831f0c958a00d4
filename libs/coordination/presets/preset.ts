import type { ModelSpec } from '#events';
import type { SystemRequest } from '../resolve-system.js';

/** A system as it stands in a list: `model` is absent where every agent names its own. */
export interface PresetSystem extends Omit<SystemRequest, 'model' | 'name'> {
  readonly model?: ModelSpec;
}

/** A system to start from, by name. `source` says whose team it is. */
export interface Preset {
  readonly name: string;
  readonly description: string;
  readonly source: 'paper' | 'ours';
  readonly system: PresetSystem;
}
