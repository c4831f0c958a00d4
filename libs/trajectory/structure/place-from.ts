type Work = readonly { readonly startMs: number }[];

/** The place of the first that starts at this time or later; the length of the list if there is none. */
export const placeFrom = (work: Work, atMs: number): number => placeWhere(work, (startMs) => startMs >= atMs);

/** The place of the first that starts later than this; the length of the list if there is none. */
export const placeAfter = (work: Work, atMs: number): number => placeWhere(work, (startMs) => startMs > atMs);

/** By halves: from some place on all have it. */
function placeWhere(work: Work, has: (startMs: number) => boolean): number {
  let [low, high] = [0, work.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (has(work[middle]?.startMs ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}
