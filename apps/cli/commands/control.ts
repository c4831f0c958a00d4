import { Command } from 'commander';
import { AcceptedCommandSchema } from '../api/accepted.js';
import { runPath } from '../api/projected-run.js';
import { withConnectionOptions, type TalkingOptions } from '../options/connection-options.js';
import { withRunningServer } from '../server/connect.js';
import type { Session } from '../session.js';

interface ControlOptions extends TalkingOptions {
  readonly reason?: string;
}

const CONTROLS = [
  { verb: 'cancel', description: 'end a run; model calls in flight are aborted' },
  { verb: 'pause', description: 'let turns in flight finish and request no further ones' },
  { verb: 'resume', description: 'go on with a paused run' },
] as const;
type Verb = (typeof CONTROLS)[number]['verb'];

/** `cancel`, `pause` and `resume`. */
export const controlCommands = (session: Session): readonly Command[] =>
  CONTROLS.map(({ verb, description }) => {
    const command = new Command(verb).description(description).argument('<run>', 'id of the run');
    if (verb !== 'resume') command.option('--reason <text>', 'why; kept in the run');
    return withConnectionOptions(command, session).action((runId: string, options: ControlOptions) =>
      control(session, verb, runId, options),
    );
  });

async function control(session: Session, verb: Verb, runId: string, options: ControlOptions): Promise<void> {
  const body = options.reason === undefined ? {} : { reason: options.reason };
  const accepted = await withRunningServer(session, options, (api) =>
    api.post(`${runPath(runId)}/${verb}`, body, AcceptedCommandSchema),
  );
  session.terminal.print(
    options.json === true
      ? JSON.stringify(accepted)
      : `${verb} of run ${runId} is accepted (command ${accepted.commandId}); see \`parley events ${runId}\``,
  );
}
