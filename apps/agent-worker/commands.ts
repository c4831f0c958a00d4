import { asCommandId, type CommandData, type CommandOf, type CommandType, type RunEvent } from '#events';
import type { OutgoingRecord } from '#event-log';
import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const ID_BYTES = 16;
const pool = Buffer.alloc(256 * ID_BYTES);
let used = pool.length;

/** Random bytes drawn in bulk: one call a command is a noticeable part of a step. */
function randomId(): Uint8Array {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += ID_BYTES;
  return pool.subarray(used - ID_BYTES, used);
}

/** A command of this worker, caused by an event. */
export function commandOf<T extends CommandType>(type: T, cause: RunEvent, data: CommandData<T>): OutgoingRecord {
  const message: CommandOf<T> = {
    type,
    runId: cause.runId,
    tenant: cause.tenant,
    source: '/parley/agent-worker',
    time: Date.now(),
    ...(cause.traceparent === undefined ? {} : { traceparent: cause.traceparent }),
    id: asCommandId(v7({ rng: randomId })),
    causationId: `${cause.runId}:${cause.sequence}`,
    data,
  };
  return { topic: 'run-commands', message } as OutgoingRecord;
}
