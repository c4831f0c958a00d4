import type { Partition } from '#events';
import type { Offset } from '../../port.js';

/** A record of a topic that others write, as it came; a missing key is empty. */
export interface IntakeRecord {
  readonly partition: Partition;
  readonly offset: Offset;
  readonly key: string;
  readonly bytes: Uint8Array;
}

/** Takes records of one partition in, in order. At least once: the position moves when it resolves; what it rejects comes again. */
export type TakeIn = (records: readonly IntakeRecord[], stopping: AbortSignal) => Promise<void>;
