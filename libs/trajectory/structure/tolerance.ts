/** Clocks of one process differ by less. */
export const TOLERANCE_MS = 2;
