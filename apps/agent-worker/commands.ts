import { asCommandId, type CommandData, type CommandOf, type CommandType, type RunEvent } from '#events';
import type { OutgoingRecord } from '#event-log';
import { v7 } from 'uuid';

/** A command of this worker, caused by an event. */
export function commandOf<T extends CommandType>(type: T, cause: RunEvent, data: CommandData<T>): OutgoingRecord {
  const message: CommandOf<T> = {
    type,
    runId: cause.runId,
    tenant: cause.tenant,
    source: '/parley/agent-worker',
    time: Date.now(),
    ...(cause.traceparent === undefined ? {} : { traceparent: cause.traceparent }),
    id: asCommandId(v7()),
    causationId: `${cause.runId}:${cause.sequence}`,
    data,
  };
  return { topic: 'run-commands', message } as OutgoingRecord;
}
