import type { Content } from '#events';
import type { Step, Trajectory } from '#trajectory';

const PEOPLE: ReadonlySet<string | undefined> = new Set(['user', 'system']);

/** What each agent said, the same words once; who said nothing is left out, and people are no agents. */
export function agentTexts({ agents, steps }: Trajectory): readonly (readonly string[])[] {
  const people = new Set(agents.filter(({ role }) => PEOPLE.has(role)).map(({ agent }) => agent));
  const said = new Map<string, Set<string>>();
  for (const step of steps) {
    const text = spokenIn(step);
    if (typeof text !== 'string' || text.trim() === '' || people.has(step.agent)) continue;
    said.set(step.agent, (said.get(step.agent) ?? new Set()).add(text));
  }
  return [...said.values()].map((texts) => [...texts]);
}

/** A message often repeats the words of its turn. */
function spokenIn(step: Step): Content | undefined {
  if (step.kind === 'tool_call') return undefined;
  return step.kind === 'turn' ? step.text : step.content;
}
