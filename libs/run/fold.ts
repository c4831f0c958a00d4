import type { RunEvent } from '#events';
import { evolve } from './evolve.js';
import { initial, type RunState } from './state.js';

/** A run's state, or where its stream has a hole: a fold with a hole is never used. */
export type Fold =
  { readonly state: RunState } | { readonly gap: { readonly expected: number; readonly found: number } };

/** Folds events onto a state, by default those of a whole run onto nothing. */
export function fold(events: readonly RunEvent[], onto: RunState = initial): Fold {
  let state = onto;
  for (const event of events) {
    const expected = state.sequence + 1;
    if (event.sequence !== expected) return { gap: { expected, found: event.sequence } };
    state = evolve(state, event);
  }
  return { state };
}
