import type { Redundancy } from '#metrics';
import type { Diagnosis } from '#taxonomy';
import type { Trajectory } from '#trajectory';

/** A run as it is sent to the thread that judges it; texts stand in place. */
export interface JudgedRun {
  readonly trajectory: Trajectory;
  /** What the run was to do; absent where that has been erased. */
  readonly task?: string;
}

/** What takes long to find out about a run: the same for the same run, whenever it is asked for. */
export interface Judgement {
  readonly diagnosis: Diagnosis;
  readonly redundancy: Redundancy;
}

/** What the thread answers. A classifier that stumbles over a run is told from a thread that does not work. */
export type ThreadAnswer = { readonly judgement: Judgement } | { readonly failure: string };
