import { dollars } from '../rendering/numbers.js';

/** The money of several runs in micro-dollars. Whoever was let in says once what it has spent. */
export interface Purse {
  /** Resolves to whether there is enough for one more; waits while runs that are under way may leave some. */
  admit(): Promise<boolean>;
  /** Undefined where it is not known: then nobody is let in any more, as the cap could not be kept. */
  spent(microDollars: number | undefined): void;
  readonly total: number;
  /** Why nobody is let in any more. */
  readonly closed: 'empty' | 'unknown' | undefined;
}

export interface PurseOptions {
  /** Without one everybody is let in. */
  readonly cap?: number;
  /** What one may spend at most; where it is not known, the cap may be exceeded by those under way. */
  readonly each?: number;
}

export function purseOf({ cap = Number.POSITIVE_INFINITY, each = 0 }: PurseOptions): Purse {
  const waiting: ((admitted: boolean) => void)[] = [];
  let [total, open] = [0, 0];
  let closed: Purse['closed'];
  const fits = () => total + (open + 1) * each <= cap && total < cap;
  const settle = (): void => {
    if (!fits() && open === 0) closed ??= 'empty';
    while (waiting.length > 0 && (closed !== undefined || fits())) {
      if (closed === undefined) open += 1;
      waiting.shift()?.(closed === undefined);
    }
  };
  return {
    admit: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        settle();
      }),
    spent: (microDollars) => {
      open -= 1;
      total += microDollars ?? 0;
      if (microDollars === undefined && Number.isFinite(cap)) closed = 'unknown';
      settle();
    },
    get total() {
      return total;
    },
    get closed() {
      return closed;
    },
  };
}

/** Why a purse with this cap lets nobody in any more. */
export const whyClosed = ({ total, closed }: Purse, cap: number): string =>
  closed === 'unknown'
    ? 'the cost of a run is not known, so the cost cap cannot be kept: set PARLEY_PRICES to a file with its models'
    : `the cost cap of ${dollars(cap)} leaves no room for a further run after ${dollars(total)}: raise it to go on`;
