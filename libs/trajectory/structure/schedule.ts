import { acts } from './callers.js';
import type { Activation } from './activations.js';
import { plainName } from './agent-names.js';

/** The work of all agents by time. Found are places in a list that is ordered by start. */
export interface Schedule {
  /** The work of the agent or of the members of the team of this name, or of all agents. */
  of(name: string | undefined): readonly Activation[];
}

export function scheduleOf(activations: readonly Activation[]): Schedule {
  const all = activations.filter(acts).toSorted((a, b) => a.startMs - b.startMs);
  const byName = new Map<string, Activation[]>();
  for (const activation of all) {
    const names = new Set(
      [activation.name, ...activation.teams].flatMap((name) => (name === undefined ? [] : plainName(name))),
    );
    for (const name of names) {
      const work = byName.get(name);
      if (work === undefined) byName.set(name, [activation]);
      else work.push(activation);
    }
  }
  return { of: (name) => (name === undefined ? all : (byName.get(plainName(name)) ?? [])) };
}
