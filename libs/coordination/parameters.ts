import type { Parameters } from '#events';
import type { Problem } from './problem.js';

/** An integer that an architecture is tuned by. `source` tells the paper's values from ours. */
export interface ParameterInfo {
  readonly name: string;
  readonly meaning: string;
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly source: 'paper' | 'ours';
}

/** The value of a parameter; its default where it is not given. */
export function valueOf(parameters: Parameters, info: ParameterInfo): number {
  const value = parameters[info.name];
  return typeof value === 'number' ? value : info.default;
}

/** Every parameter with its value, in the order in which the architecture declares them. */
export const completed = (infos: readonly ParameterInfo[], parameters: Parameters): Parameters =>
  Object.fromEntries(infos.map((info) => [info.name, valueOf(parameters, info)]));

export function parameterProblems(infos: readonly ParameterInfo[], parameters: Parameters): readonly Problem[] {
  return Object.entries(parameters).flatMap(([name, value]) => {
    const info = infos.find((known) => known.name === name);
    const message = info === undefined ? unknown(infos) : outOfRange(info, value);
    return message === undefined ? [] : [{ field: `parameters.${name}`, message }];
  });
}

const unknown = (infos: readonly ParameterInfo[]): string =>
  `is not a parameter of this architecture; it has ${infos.map((info) => info.name).join(', ')}`;

function outOfRange(info: ParameterInfo, value: Parameters[string]): string | undefined {
  if (typeof value === 'number' && Number.isInteger(value) && value >= info.min && value <= info.max) return undefined;
  return `must be an integer from ${info.min} to ${info.max} (${info.meaning})`;
}
