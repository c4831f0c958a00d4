import { Command } from 'commander';
import { allOf } from '../api/all-of.js';
import type { Api } from '../api/api.js';
import { messagesOfRun } from '../api/messages.js';
import { eventsOfRun } from '../api/pages.js';
import { runPath } from '../api/projected-run.js';
import { isProjected, RunViewSchema } from '../api/run-view.js';
import { toldInWords } from '../api/texts.js';
import { narrator } from '../narration/narrator.js';
import { withConnectionOptions, type TalkingOptions } from '../options/connection-options.js';
import { paragraph } from '../rendering/fit.js';
import { teamTable } from '../rendering/team-table.js';
import { totalsLine } from '../rendering/totals-line.js';
import { withReadingServer } from '../server/connect.js';
import type { Session } from '../session.js';
import type { Terminal } from '../terminal.js';

interface ShowOptions extends TalkingOptions {
  readonly brief?: true;
}

export const showCommand = (session: Session): Command =>
  withConnectionOptions(
    new Command('show')
      .description('a run as a conversation: who had the floor, who said what to whom, what came of it')
      .argument('<run>', 'id of the run')
      .option('--brief', 'messages and outcome only, one line each'),
    session,
  ).action((runId: string, options: ShowOptions) =>
    withReadingServer(session, options, (api) => show(session.terminal, api, runId, options)),
  );

async function show(terminal: Terminal, api: Api, runId: string, options: ShowOptions): Promise<void> {
  const view = await api.get(runPath(runId), RunViewSchema);
  if (options.json === true) {
    terminal.print(JSON.stringify({ run: view, messages: await allOf(messagesOfRun(api, runId)) }));
    return;
  }
  const tell = narrator({ paint: terminal.paint, width: terminal.width, brief: options.brief === true });
  for await (const event of eventsOfRun(api, runId)) tell(await toldInWords(api, event)).forEach(terminal.print);
  if (isProjected(view)) terminal.print(`\n${teamTable(view, terminal.width)}\n`);
  terminal.print(paragraph(totalsLine(view), terminal.width));
}
