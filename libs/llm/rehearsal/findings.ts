import type { PlannedFact } from '#tasks';
import { pick } from './chance.js';
import { shownIn, type Shown } from './reading.js';
import type { Scene } from './scene.js';
import type { Slip } from './slips.js';
import { textsOf } from './transcript.js';

/** What a worker hands over on the facts that it was asked for. */
export interface Findings {
  readonly values: ReadonlyMap<string, string>;
  readonly missing: readonly string[];
  readonly slips: readonly Slip[];
}

/** Some findings answer another question than the one that was asked: a fact from elsewhere on the page. */
export function findingsOn(scene: Scene, asked: readonly PlannedFact[], known: ReadonlyMap<string, string>): Findings {
  const { rates, chance } = scene;
  const values = new Map<string, string>();
  const slips: Slip[] = [];
  for (const { id } of asked) {
    const value = known.get(id);
    if (value === undefined) continue;
    const other = chance('report another', id) < rates.coordinationFailure ? strayFact(scene, known, id) : undefined;
    values.set(other?.id ?? id, other?.value ?? value);
    if (other !== undefined) slips.push({ mode: 'coordination_failure', fact: id, from: id, to: other.id });
  }
  return { values, missing: asked.map(({ id }) => id).filter((id) => !values.has(id)), slips };
}

function strayFact({ request, chance }: Scene, known: ReadonlyMap<string, string>, id: string): Shown | undefined {
  const shown = textsOf(request.messages, 'tool').flatMap(shownIn);
  return pick(
    shown.filter((fact) => !known.has(fact.id)),
    chance('which other', id),
  );
}
