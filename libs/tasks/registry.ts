import type { TaskRef } from '#events';
import { crafting } from './families/crafting/crafting.js';
import { filings } from './families/filings/filings.js';
import { office } from './families/office/office.js';
import { research } from './families/research/research.js';
import type { ReferencePlan, TaskFamily } from './task.js';
import type { ParsedTask } from './user-task.js';

const FAMILIES: readonly TaskFamily[] = [filings, crafting, research, office];

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
