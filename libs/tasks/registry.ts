import type { TaskRef } from '#events';
import { filings } from './families/filings/filings.js';
import type { ReferencePlan, TaskFamily } from './task.js';
import type { ParsedTask } from './user-task.js';

const FAMILIES: readonly TaskFamily[] = [filings];

export const families = (): readonly TaskFamily[] => FAMILIES;
export const familyOf = (name: string): TaskFamily | undefined => FAMILIES.find((family) => family.name === name);

/** The generated task, or why there is none. */
export function taskOf(ref: TaskRef): ParsedTask {
  const family = familyOf(ref.family);
  if (family === undefined) {
    const names = FAMILIES.map(({ name }) => name).join(', ');
    return { problems: [{ field: 'family', message: `"${ref.family}" is not known: use one of ${names}` }] };
  }
  if (ref.level !== undefined && !family.levels.includes(ref.level)) {
    return {
      problems: [
        {
          field: 'level',
          message: `${ref.level} is not a level of ${family.name}: use one of ${family.levels.join(', ')}`,
        },
      ],
    };
  }
  return { ok: family.taskOf(ref) };
}

/** How a generated task is solved; undefined where `taskOf` has problems. */
export function planOf(ref: TaskRef): ReferencePlan | undefined {
  return 'ok' in taskOf(ref) ? familyOf(ref.family)?.planOf(ref) : undefined;
}
