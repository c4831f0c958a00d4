import type { Waterfall, WaterfallRow } from '#spans';

const WORK = '█';
const WAIT = '░';
const MOMENT = '◆';

/** A span on a line of so many columns that stand for the whole waterfall; its queueing before it. */
export function barOf(
  { subject, offsetMs, durationMs, waitMs = 0 }: WaterfallRow,
  whole: Waterfall,
  columns: number,
): string {
  const columnOf = (ms: number) =>
    Math.min(columns - 1, Math.max(0, Math.floor((ms / Math.max(whole.durationMs, 1)) * columns)));
  const isWait = subject === 'backoff' || subject === 'approval' || subject === 'pause';
  const isMoment = subject === 'message' || subject === 'vote' || subject === 'grading';
  const [from, until] = [columnOf(offsetMs), columnOf(offsetMs + durationMs)];
  const body = (isMoment ? MOMENT : isWait ? WAIT : WORK).repeat(until - from + 1);
  const queued = isWait ? 0 : from - columnOf(offsetMs - waitMs);
  return `${' '.repeat(from - queued)}${WAIT.repeat(queued)}${body}`.padEnd(columns);
}
