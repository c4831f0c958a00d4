import { delegate } from './delegator.js';
import { review } from './reviewer.js';
import { revise } from './reviser.js';
import type { Act, Scene } from './scene.js';
import { solve } from './solver.js';
import { work } from './worker.js';

type Acting = (scene: Scene) => Act | Promise<Act>;

/** What an agent does that has the floor for this; everything else is solving. */
const ACTS: ReadonlyMap<string, Acting> = new Map<string, Acting>([
  ['plan', delegate],
  ['work', work],
  ['verify', work],
  ['review', review],
  ['ratify', review],
  ['revise', revise],
  ['exchange', revise],
]);

export async function actIn(scene: Scene): Promise<Act> {
  return (ACTS.get(scene.request.origin.purpose) ?? solve)(scene);
}
