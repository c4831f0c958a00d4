import { asCommandId, type CommandData, type CommandOf, type CommandType, type RunId } from '#events';
import { v7 } from 'uuid';

/** There is one tenant so far. */
export const TENANT = 'default';
const SOURCE = '/parley/gateway';

interface Sending {
  readonly now: number;
  readonly actor?: string;
  readonly traceparent?: string | undefined;
}

export const commandOf = <T extends CommandType>(
  type: T,
  runId: RunId,
  data: CommandData<T>,
  { now, actor, traceparent }: Sending,
): CommandOf<T> => ({
  type,
  runId,
  tenant: TENANT,
  source: SOURCE,
  time: now,
  ...(actor !== undefined && { actor }),
  ...(traceparent !== undefined && { traceparent }),
  id: asCommandId(v7()),
  data,
});
