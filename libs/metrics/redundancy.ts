import type { Content } from '#events';
import type { Step, Trajectory } from '#trajectory';
import { absent, known, type Measure } from './measure.js';
import { cosine, wordVectors } from './word-vectors.js';

export const REDUNDANCY_METHOD = 'tf-idf-cosine';

/** R, and how likeness was measured. The paper's embedding is not named, so its 0.41 and 0.50 are no yardstick for this. */
export type Redundancy = Measure & { readonly method: typeof REDUNDANCY_METHOD };

/**
 * Mean cosine similarity of what two agents said, over all pairs: everything that an agent said is one text, the same
 * words once, and people are no agents.
 */
export function redundancyOf(trajectory: Trajectory): Redundancy {
  return { method: REDUNDANCY_METHOD, ...meanLikeness(wordVectors(textsByAgent(trajectory))) };
}

function meanLikeness(vectors: ReturnType<typeof wordVectors>): Measure {
  if (vectors.length === 0) return absent('no content');
  if (vectors.length === 1) return absent('only one agent spoke');
  const pairs = vectors.flatMap((one, at) => vectors.slice(at + 1).map((other) => cosine(one, other)));
  return known(pairs.reduce((sum, likeness) => sum + likeness, 0) / pairs.length);
}

const PEOPLE: ReadonlySet<string | undefined> = new Set(['user', 'system']);

function textsByAgent({ agents, steps }: Trajectory): readonly string[] {
  const people = new Set(agents.filter(({ role }) => PEOPLE.has(role)).map(({ agent }) => agent));
  const said = new Map<string, Set<string>>();
  for (const step of steps) {
    const text = spokenIn(step);
    if (typeof text !== 'string' || text.trim() === '' || people.has(step.agent)) continue;
    said.set(step.agent, (said.get(step.agent) ?? new Set()).add(text));
  }
  return [...said.values()].map((texts) => [...texts].join('\n'));
}

/** A message often repeats the words of its turn. */
function spokenIn(step: Step): Content | undefined {
  if (step.kind === 'tool_call') return undefined;
  return step.kind === 'turn' ? step.text : step.content;
}
