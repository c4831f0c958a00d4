import type { EventOf } from '#events';
import type { LiveRun } from '../state.js';

export const runPaused = (state: LiveRun, { time }: EventOf<'RunPaused'>): LiveRun => ({
  ...state,
  status: 'paused',
  pausedAt: time,
});

/** The wall budget is longer by the pause. */
export function runResumed(state: LiveRun, { time }: EventOf<'RunResumed'>): LiveRun {
  if (state.status === 'running') return state;
  const { pausedAt, ...progress } = state;
  const { wallDueAt } = state;
  return {
    ...progress,
    status: 'running',
    ...(wallDueAt === undefined ? {} : { wallDueAt: wallDueAt + time - pausedAt }),
  };
}
