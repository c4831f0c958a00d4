import type { ModelCall } from './model-call.js';

type Begun = (calls: readonly ModelCall[], atMs: number) => ModelCall | undefined;

/**
 * Finds the last in a list of calls that had begun by a time; the list is in the order of its spans, which in branches
 * of work is not that of their starts. It is looked through once, however often it is asked about.
 */
export function begunCalls(): Begun {
  const known = new Map<readonly ModelCall[], Float64Array>();
  return (calls, atMs) => {
    const starts = known.get(calls) ?? startsFrom(calls);
    known.set(calls, starts);
    return calls[countUpTo(starts, atMs) - 1];
  };
}

/** For each place the first start of all from there on: they ascend, and the last that is not too late is its call's own. */
function startsFrom(calls: readonly ModelCall[]): Float64Array {
  const starts = Float64Array.from(calls, ({ span }) => span.startMs);
  for (let place = starts.length - 2; place >= 0; place--)
    starts[place] = Math.min(starts[place] ?? Infinity, starts[place + 1] ?? Infinity);
  return starts;
}

function countUpTo(ascending: Float64Array, most: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? Infinity) <= most) low = middle + 1;
    else high = middle;
  }
  return low;
}

export type BegunBetween = (calls: readonly ModelCall[], fromMs: number, toMs: number) => boolean;

/** Tells whether one of a list of calls began between two times, neither included; it, too, is looked through once. */
export function begunBetween(): BegunBetween {
  const known = new Map<readonly ModelCall[], Float64Array>();
  return (calls, fromMs, toMs) => {
    const starts = known.get(calls) ?? Float64Array.from(calls, ({ span }) => span.startMs).sort();
    known.set(calls, starts);
    return (starts[countUpTo(starts, fromMs)] ?? Infinity) < toMs;
  };
}

/** Tells when the last of a list of calls began; it, too, is looked through once. */
export function lastStarts(): (calls: readonly ModelCall[]) => number {
  const known = new Map<readonly ModelCall[], number>();
  return (calls) => {
    const last = known.get(calls) ?? calls.reduce((latest, { span }) => Math.max(latest, span.startMs), -Infinity);
    known.set(calls, last);
    return last;
  };
}
