import type { PlannedFact } from '#tasks';
import { believe } from './beliefs.js';
import { pick } from './chance.js';
import { gatheringCalls } from './gathering.js';
import { askedIn, shownIn, type Shown } from './reading.js';
import type { Act, Scene } from './scene.js';
import type { Slip } from './slips.js';
import { aboutToCall, aboutToReport, report } from './voice.js';

/** Works on its latest brief and reports what it found; on its last turn whatever it has. */
export function work(scene: Scene): Act {
  const asked = askedFacts(scene);
  const beliefs = believe(
    scene,
    asked.map(({ id }) => id),
  );
  const missing = asked.filter(({ id }) => !beliefs.values.has(id) && !beliefs.lost.has(id));
  const calls = gatheringCalls(scene, missing);
  if (calls.length > 0) return { text: aboutToCall(beliefs, calls), calls, slips: beliefs.slips };
  const { values, slips } = confused(scene, beliefs.values);
  const unknown = asked.map(({ id }) => id).filter((id) => !values.has(id));
  const findings = report(values, unknown);
  return {
    text: aboutToReport(beliefs),
    calls: [{ name: 'report', arguments: { findings } }],
    slips: [...beliefs.slips, ...slips],
  };
}

/** What the briefs since its last report ask for. */
function askedFacts({ request, plan }: Scene): readonly PlannedFact[] {
  const reported = request.messages.findLastIndex(
    (message) => message.role === 'assistant' && message.calls.some(({ name }) => name === 'report'),
  );
  const briefs = request.messages.slice(reported + 1).filter(({ role }) => role === 'user');
  const asked = new Set(briefs.flatMap(({ text }) => askedIn(text)));
  return plan.facts.filter(({ id }) => asked.has(id));
}

/** The findings, some of them answering another question than the brief's: a figure from elsewhere on the page. */
function confused(
  scene: Scene,
  values: ReadonlyMap<string, string>,
): { readonly values: ReadonlyMap<string, string>; readonly slips: readonly Slip[] } {
  const { rates, chance } = scene;
  const reported = new Map<string, string>();
  const slips: Slip[] = [];
  for (const [id, value] of values) {
    const other = chance('report another', id) < rates.coordinationFailure ? strayFigure(scene, values, id) : undefined;
    if (other === undefined) {
      reported.set(id, value);
      continue;
    }
    reported.set(other.id, other.value);
    slips.push({ mode: 'coordination_failure', fact: id, from: id, to: other.id });
  }
  return { values: reported, slips };
}

function strayFigure({ request, chance }: Scene, values: ReadonlyMap<string, string>, id: string): Shown | undefined {
  const shown = request.messages.filter(({ role }) => role === 'tool').flatMap(({ text }) => shownIn(text));
  return pick(
    shown.filter((figure) => !values.has(figure.id)),
    chance('which other', id),
  );
}
