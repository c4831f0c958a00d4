import type { Parameters } from '#events';
import type { Architecture } from './architecture.js';
import * as all from './architectures/all.js';
import { completed, parameterProblems, type ParameterInfo } from './parameters.js';
import { teamProblem } from './team.js';
import type { Coordination, Member } from './view.js';

/** What a user may know of an architecture. `preset` holds the paper's values alone. */
export interface ArchitectureInfo {
  readonly name: string;
  readonly description: string;
  readonly parameters: readonly ParameterInfo[];
  readonly preset: Parameters;
  /** The default team with these defaults. */
  readonly team: readonly Member[];
}

const REGISTRY: ReadonlyMap<string, Architecture & Coordination> = new Map(
  Object.values<Architecture>(all).map((one) => [one.name, { ...one, check: checkOf(one) }]),
);

/** The rule of this name. */
export const coordinationOf = (name: string): Coordination | undefined => REGISTRY.get(name);

export const architectureOf = (name: string): Architecture | undefined => REGISTRY.get(name);

/** All architectures, by name. */
export const architectures = (): readonly ArchitectureInfo[] => [...REGISTRY.values()].map(infoOf);

function checkOf(architecture: Architecture): Coordination['check'] {
  return (team, parameters) => {
    const [problem] = parameterProblems(architecture.parameters, parameters);
    if (problem !== undefined) return `${problem.field} ${problem.message}`;
    return teamProblem(team, architecture.team(parameters));
  };
}

function infoOf({ name, description, parameters, team }: Architecture): ArchitectureInfo {
  const fromPaper = parameters.filter(({ source }) => source === 'paper');
  return { name, description, parameters, preset: completed(fromPaper, {}), team: team({}) };
}
