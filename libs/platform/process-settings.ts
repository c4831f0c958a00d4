import type { z } from 'zod';
import { whole } from './whole.js';

/** How a process ends, and when it says that it is ready. */
export interface ProcessSettings {
  /** An end in order that takes longer, in milliseconds, is cut off: what is lost then is what a crash may lose. */
  readonly shutdownMs: number;
  /** A service that decides or projects is not ready while it has more records than this before it. */
  readonly readyLag: number;
}

export const PROCESS_VARIABLES = {
  PARLEY_SHUTDOWN_MS: whole(15_000, 100, 3_600_000),
  PARLEY_READY_LAG: whole(10_000, 0, 1_000_000_000),
};
type Variables = z.infer<z.ZodObject<typeof PROCESS_VARIABLES>>;

export const processSettingsOf = (variables: Variables): ProcessSettings => ({
  shutdownMs: variables.PARLEY_SHUTDOWN_MS,
  readyLag: variables.PARLEY_READY_LAG,
});

/** What is in hand when a process is told to end has so much of its time; the rest is for what comes after. */
export const graceMsOf = ({ shutdownMs }: ProcessSettings): number => Math.round((shutdownMs * 2) / 3);
