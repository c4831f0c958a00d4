import type { ExperimentReport } from '../comparison/report.js';

export interface RowNames {
  labelOf(system: string): string;
  readonly legend: readonly string[];
}

/** Longer names would make a table wider than a terminal. */
const LONGEST = 14;

/** Systems by their names, or by numbers and a legend where one of the names is long. */
export function rowNames({ groups: [group] }: Pick<ExperimentReport, 'groups'>): RowNames {
  const names = (group?.systems ?? []).map(({ system }) => system);
  if (names.every(({ length }) => length <= LONGEST)) return { labelOf: (system) => system, legend: [] };
  const labelOf = (system: string): string => `#${names.indexOf(system) + 1}`;
  return { labelOf, legend: names.map((name) => `${labelOf(name)} ${name}`) };
}
