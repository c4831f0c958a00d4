/** Nobody waits longer, whatever a server asks for. */
export const LONGEST_WAIT_MS = 3_600_000;

/**
 * How long the server asks to be left alone, in milliseconds, an hour at most: `retry-after-ms`, or `Retry-After` as
 * seconds or date.
 */
export function retryAfterMs(headers: Pick<Headers, 'get'>, now: number): number | undefined {
  const asked = askedFor(headers, now);
  return asked === undefined ? undefined : Math.min(asked, LONGEST_WAIT_MS);
}

function askedFor(headers: Pick<Headers, 'get'>, now: number): number | undefined {
  const exact = nonNegative(headers.get('retry-after-ms'));
  if (exact !== undefined) return Math.ceil(exact);
  const written = headers.get('retry-after');
  const seconds = nonNegative(written);
  if (seconds !== undefined) return Math.ceil(seconds * 1_000);
  const date = written === null ? Number.NaN : Date.parse(written);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function nonNegative(written: string | null): number | undefined {
  if (written === null || written.trim() === '') return undefined;
  const value = Number(written);
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}
