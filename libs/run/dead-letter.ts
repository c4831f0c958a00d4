import type { RunCommand } from '#events';
import type { RunState } from './state.js';

/** Why a command cannot be decided: nobody has started its run. */
export const deadLetterOf = (state: RunState, command: RunCommand): 'run_unknown' | undefined =>
  state.status === 'none' && command.type !== 'StartRun' ? 'run_unknown' : undefined;
