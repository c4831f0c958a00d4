import type { TaskSet } from './experiment.js';

/** Tasks that are measured together. */
export interface TaskGroup {
  /** As people call it: `filings level 2`. */
  readonly name: string;
  readonly family?: string;
  readonly level?: number;
  readonly sets: readonly TaskSet[];
}

/** One group for each family and level, its seeds together. */
export function groupsOf(sets: readonly TaskSet[]): readonly TaskGroup[] {
  const byName = Map.groupBy(sets, ({ family, level }) => (level === undefined ? family : `${family} level ${level}`));
  return [...byName].map(([name, own]) => {
    const { family, level } = own[0] ?? {};
    return {
      name,
      ...(family === undefined ? {} : { family }),
      ...(level === undefined ? {} : { level }),
      sets: own,
    };
  });
}

export const allTasks = (groups: readonly TaskGroup[]): TaskGroup => ({
  name: 'all tasks',
  sets: groups.flatMap(({ sets }) => sets),
});
