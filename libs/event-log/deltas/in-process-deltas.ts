import type { RunId, TurnDelta } from '#events';
import type { RunDeltas } from './run-deltas.js';

type Listener = (delta: TurnDelta) => void;

/** Between the parts of one process. Nothing is lost on the way, and what nobody listens to costs a look-up. */
export function inProcessDeltas(): RunDeltas {
  const listeners = new Map<RunId, Set<Listener>>();
  return {
    publish(runId, delta) {
      listeners.get(runId)?.forEach((listener) => {
        listener(delta);
      });
    },
    subscribe(runId, listener) {
      const heard: Listener = (delta) => {
        listener(delta);
      };
      const all = listeners.get(runId) ?? new Set();
      listeners.set(runId, all.add(heard));
      return () => {
        all.delete(heard);
        if (all.size === 0 && listeners.get(runId) === all) listeners.delete(runId);
      };
    },
  };
}
