import { setPriority } from 'node:os';
import { foundIn, runsIn, type FoundIn, type KeptTraces } from '#otlp';
import type { Trajectory } from '#trajectory';

/** Behind the threads that decide and serve. On Linux a priority is a thread's own; elsewhere it is the whole process's. */
if (process.platform === 'linux') setPriority(5);

export interface RunsAsked {
  readonly kept: KeptTraces;
  readonly traceId: string;
}

/** What the threads of `trace-reading.ts` do. */
export const runsOf = ({ kept, traceId }: RunsAsked): readonly Trajectory[] => runsIn(kept, traceId);
export const foundOf = (kept: KeptTraces): FoundIn | undefined => foundIn(kept);
