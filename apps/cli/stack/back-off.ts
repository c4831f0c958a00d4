const FIRST_MS = 500;
const LONGEST_MS = 30_000;
/** Who has lived so long has not ended by how it was started. */
const STEADY_MS = 60_000;

/** How long a process is left alone that has ended so many times in a row soon after its start. */
export const backOffMs = (ends: number): number => Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, ends - 1));

/** Ends in a row, with one more after a life of so many milliseconds. */
export const endsInARow = (before: number, livedMs: number): number => (livedMs >= STEADY_MS ? 1 : before + 1);
