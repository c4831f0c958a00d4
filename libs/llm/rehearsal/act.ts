import { delegate } from './delegator.js';
import { isOffered, type Act, type Scene } from './scene.js';
import { review } from './reviewer.js';
import { revise } from './reviser.js';
import { solve } from './solver.js';
import { work } from './worker.js';

/** What the agent may say to the others shows what it is there for: the first of these that it is offered decides. */
const ACTS: Readonly<Record<string, (scene: Scene) => Act | Promise<Act>>> = {
  delegate,
  report: work,
  review,
  revise,
};

export async function actIn(scene: Scene): Promise<Act> {
  const [, act = solve] = Object.entries(ACTS).find(([name]) => isOffered(scene, name)) ?? [];
  return act(scene);
}
