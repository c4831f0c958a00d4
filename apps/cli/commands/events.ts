import { Command } from 'commander';
import type { Api } from '../api/api.js';
import { followRun } from '../api/follow-run.js';
import { eventsOfRun } from '../api/pages.js';
import { withConnectionOptions, type TalkingOptions } from '../options/connection-options.js';
import { wholeNumber } from '../options/numbers.js';
import { eventLine } from '../rendering/event-line.js';
import { withReadingServer, withRunningServer } from '../server/connect.js';
import type { Session } from '../session.js';

interface EventsOptions extends TalkingOptions {
  readonly follow?: true;
  readonly after: number;
}

export const eventsCommand = (session: Session): Command =>
  withConnectionOptions(
    new Command('events')
      .description('the events of a run, one a line')
      .argument('<run>', 'id of the run')
      .option('--follow', 'go on until the run has ended')
      .option('--after <sequence>', 'leave out everything up to this event', wholeNumber(0), 0),
    session,
  ).action((runId: string, options: EventsOptions) =>
    // Without a server that works on it, a run would be followed for ever.
    (options.follow === true ? withRunningServer : withReadingServer)(session, options, (api) =>
      printEvents(session, api, runId, options),
    ),
  );

async function printEvents(session: Session, api: Api, runId: string, options: EventsOptions): Promise<void> {
  const events = options.follow === true ? followRun(api, runId) : eventsOfRun(api, runId, options.after);
  for await (const event of events) {
    if (event.sequence <= options.after) continue;
    session.terminal.print(options.json === true ? JSON.stringify(event) : eventLine(event, session.terminal));
  }
}
