/** Stands beside every figure of a simulation. */
export const marked = (rehearsed: boolean): string => (rehearsed ? ' (rehearsed)' : '');
