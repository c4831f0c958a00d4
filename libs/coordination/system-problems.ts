import type { ToolDefinition } from '#events';
import { isControlName } from './control-name.js';
import type { Problem } from './problem.js';
import { architectures } from './registry.js';
import { teamProblem } from './team.js';
import type { Member } from './view.js';

export const unknownArchitecture = (name: string): Problem => ({
  field: 'architecture',
  message: `"${name}" is unknown; use one of ${architectures()
    .map((known) => known.name)
    .join(', ')}`,
});

export function teamProblems(team: readonly Member[], wanted: readonly Member[]): readonly Problem[] {
  const message = teamProblem(team, wanted);
  return message === undefined ? [] : [{ field: 'agents', message }];
}

/** Tools that the agents could not be told apart from talking to the coordination. */
export const reservedProblems = (tools: readonly ToolDefinition[]): readonly Problem[] =>
  tools
    .filter(({ name }) => isControlName(name))
    .map(({ name }) => ({ field: 'tools', message: `"${name}" is the name of a control tool; give the tool another` }));

/** Tools that an agent names and the task does not have. */
export function toolProblems(
  agents: readonly { readonly tools?: readonly string[] | undefined }[],
  tools: readonly ToolDefinition[],
): readonly Problem[] {
  const known = tools.map(({ name }) => name);
  const listed = known.length === 0 ? 'none' : known.join(', ');
  return agents.flatMap((agent, index) =>
    (agent.tools ?? [])
      .filter((name) => !known.includes(name))
      .map((name) => ({
        field: `agents[${index}].tools`,
        message: `"${name}" is not a tool of the task; it has ${listed}`,
      })),
  );
}
