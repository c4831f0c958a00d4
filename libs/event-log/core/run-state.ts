import { isTerminal, type RunEvent } from '#events';

/**
 * How a run stands as far as the log needs to know. `unopened`: a stream without a start, which is what a refused StartRun
 * leaves, or a late event of a run that was pruned.
 */
export type RunState = 'open' | 'completed' | 'failed' | 'cancelled' | 'unopened';
export type EndedState = Exclude<RunState, 'open'>;

const TERMINAL_STATES = { RunCompleted: 'completed', RunFailed: 'failed', RunCancelled: 'cancelled' } as const;

/** The state of a run that this event is the first of. */
export const firstStateOf = (event: RunEvent): RunState =>
  event.type === 'CommandRejected' || event.sequence !== 1 ? 'unopened' : (endStateOf(event) ?? 'open');

/** The state that this event puts an end with; undefined for most. */
export const endStateOf = (event: RunEvent): EndedState | undefined =>
  isTerminal(event) ? TERMINAL_STATES[event.type] : undefined;
