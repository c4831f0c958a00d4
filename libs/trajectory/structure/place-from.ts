/** The place of the first that starts at this time or later; the length of the list if there is none. */
export function placeFrom(work: readonly { readonly startMs: number }[], atMs: number): number {
  let [low, high] = [0, work.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((work[middle]?.startMs ?? 0) < atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
