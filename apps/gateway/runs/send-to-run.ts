import type { CommandData, CommandId, CommandOf, RunCommand, RunId } from '#events';
import type { EventLog } from '#event-log';
import type { Clock } from '#platform';
import { isEnded } from '#read-models';
import { commandOf } from '../commands.js';
import { Problem } from '../http/problem.js';
import type { RunReader } from './run-reader.js';

/** Commands that people send to a run. Nobody is identified yet: an actor is who the client says it is. */
type Controlling = 'CancelRun' | 'PauseRun' | 'ResumeRun' | 'ResolveApproval';
const ANONYMOUS = 'anonymous';

/** Whether the command is accepted is seen in the run's events: a refusal is a CommandRejected. */
export type SendToRun = <T extends Controlling>(
  type: T,
  runId: RunId,
  data: CommandData<T>,
  actor?: string,
) => Promise<CommandId>;

export interface SenderDependencies {
  readonly log: EventLog;
  readonly reader: RunReader;
  readonly now: Clock;
}

/** Refuses runs that are unknown, and those that are known to have ended. */
export function runSender({ log, reader, now }: SenderDependencies): SendToRun {
  return async (type, runId, data, actor = ANONYMOUS) => {
    const status = (await reader.detail(runId))?.run.status;
    if (status !== undefined && isEnded(status)) {
      throw new Problem('run-ended', `run ${runId} is ${status}: nothing can be sent to it any more`);
    }
    const message: CommandOf<typeof type> = commandOf(type, runId, data, { now: now(), actor });
    await log.publish([{ topic: 'run-commands', message: message as RunCommand }]);
    return message.id;
  };
}
