import { isTerminal, type RunEvent } from '#events';

/** How far a run is from its last word. `awaiting-grade`: it has ended, and its grade is still to come. */
export interface Ending {
  readonly state: 'open' | 'awaiting-grade' | 'settled';
  readonly gradable: boolean;
}
export const OPEN: Ending = { state: 'open', gradable: false };

/**
 * A run settles with its end, or with its grade where it completed and has a grader; a refused start settles at once.
 * What may still follow (late results, a grade by another grader) changes no state.
 */
export function evolveEnding(ending: Ending, event: RunEvent): Ending {
  if (event.type === 'RunStarted') return { ...ending, gradable: event.data.gradingRef !== undefined };
  if (event.type === 'RunGraded' || isRefusedStart(event)) return { ...ending, state: 'settled' };
  if (!isTerminal(event)) return ending;
  return { ...ending, state: event.type === 'RunCompleted' && ending.gradable ? 'awaiting-grade' : 'settled' };
}

const isRefusedStart = (event: RunEvent): boolean => event.type === 'CommandRejected' && event.sequence === 1;
