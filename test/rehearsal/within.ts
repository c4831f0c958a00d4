import type { TaskRef } from '#events';
import { applyChange, taskOf, type Change, type Office } from '#tasks';
import { plan } from './plans.js';

/**
 * Whether a system can do a task at all. Agents who do not know of each other each do what is to be done, in the same
 * office: what may not be done twice goes wrong, and no care of theirs can help.
 */
export function isWithin(architecture: string, ref: TaskRef): boolean {
  const task = taskOf(ref);
  if (architecture !== 'independent' || !('ok' in task) || task.ok.grader.kind !== 'office') return true;
  const { initial } = task.ok.grader;
  const facts = plan(ref)!.facts.map(({ id, value }) => [id, value] as const);
  const changes = plan(ref)!.actionsOf!(new Map(facts)) as readonly Change[];
  const once = changes.reduce(changed, initial);
  return JSON.stringify(changes.reduce(changed, once)) === JSON.stringify(once);
}

function changed(office: Office, change: Change): Office {
  const applied = applyChange(office, change);
  return 'office' in applied ? applied.office : office;
}
