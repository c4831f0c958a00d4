import type { TaskRef } from '#events';

const LEVELS = [1, 2, 3] as const;
/** Difficulty: 1 is the lowest. */
export type Level = (typeof LEVELS)[number];
export { LEVELS };

/** Without a level the levels take turns by index. */
export const levelOf = (ref: TaskRef): Level =>
  LEVELS.find((level) => level === ref.level) ?? LEVELS[ref.index % LEVELS.length] ?? 1;
