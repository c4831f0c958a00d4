export interface Interval {
  readonly from: number;
  readonly until: number;
}

/** Reads a worker's clock as the log's. */
export interface WorkerClock {
  /** What is added to its times; 0 where both clocks agree well enough. */
  readonly shiftMs: number;
  read(time: number): number;
}

/**
 * What a worker reports has happened between the request and the record of it, whatever its clock says: its times are
 * shifted together by as little as brings them there, so that durations hold, and cut off where they still do not fit.
 */
export function workerClock(reported: Interval, window: Interval): WorkerClock {
  const shiftMs =
    reported.from < window.from ? window.from - reported.from : Math.min(0, window.until - reported.until);
  return { shiftMs, read: (time) => Math.max(window.from, Math.min(window.until, time + shiftMs)) };
}
