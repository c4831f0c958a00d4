import { Command } from 'commander';
import { waterfallOf } from '#spans';
import { withConnectionOptions, type TalkingOptions } from '../options/connection-options.js';
import { withReadingServer } from '../server/connect.js';
import type { Session } from '../session.js';
import { traceOf } from '../trace/trace.js';
import { waterfallText } from '../trace/waterfall-text.js';

export const traceShowCommand = (session: Session): Command =>
  withConnectionOptions(
    new Command('show')
      .description('a run as a waterfall: who did what when, what it took and what went wrong')
      .argument('<run>', 'id of the run'),
    session,
  ).action((runId: string, options: TalkingOptions) =>
    withReadingServer(session, options, async (api) => {
      const waterfall = waterfallOf((await traceOf(api, runId)).spans);
      const { terminal } = session;
      if (options.json === true) terminal.print(JSON.stringify(waterfall));
      else if (waterfall.rows.length === 0) terminal.print('nothing of this run has ended yet');
      else waterfallText(waterfall, terminal).forEach(terminal.print);
    }),
  );
