import { bad, ok, type Finding } from './finding.js';

/** No clock that is right says less, nor more for as long as anybody uses this. */
const EARLIEST = Date.UTC(2026, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/** Times and ids of runs come from this clock: whether it is set. */
export function clockFinding(now: number): Finding {
  const time = new Date(now).toISOString();
  if (now >= EARLIEST && now < LATEST) return ok('clock', `it is ${time}`);
  return bad('clock', `it is ${time}, which cannot be: set the system's clock, best by NTP`);
}
