import type { Scope } from '#reports';

/** The runs that somebody asks a report of. */
export interface Asked {
  readonly scope: Scope;
  /** The newest runs, or complete traces of others, that are wanted. */
  readonly limit: number;
  /** Aborts when nobody waits for the report any more. */
  readonly gone: AbortSignal;
}
