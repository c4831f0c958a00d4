import { Command } from 'commander';
import { allOf } from '../api/all-of.js';
import { messagesOfRun } from '../api/messages.js';
import { eventsOfRun } from '../api/pages.js';
import { runPath } from '../api/projected-run.js';
import { isProjected, RunViewSchema } from '../api/run-view.js';
import { narrator } from '../narration/narrator.js';
import { withConnectionOptions, type TalkingOptions } from '../options/connection-options.js';
import { teamTable } from '../rendering/team-table.js';
import { totalsLine } from '../rendering/totals-line.js';
import { connect } from '../server/connect.js';
import type { Session } from '../session.js';

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
  ).action((runId: string, options: ShowOptions) => show(session, runId, options));

async function show(session: Session, runId: string, options: ShowOptions): Promise<void> {
  const { terminal } = session;
  const api = await connect(session, options);
  const view = await api.get(runPath(runId), RunViewSchema);
  const messages = await allOf(messagesOfRun(api, runId));
  if (options.json === true) {
    terminal.print(JSON.stringify({ run: view, messages }));
    return;
  }
  const texts = new Map(
    messages.flatMap(({ sequence, text }) => (text === undefined ? [] : [[sequence, text] as const])),
  );
  const tell = narrator({ paint: terminal.paint, width: terminal.width, brief: options.brief === true }, texts);
  for await (const event of eventsOfRun(api, runId)) tell(event).forEach(terminal.print);
  if (isProjected(view)) terminal.print(`\n${teamTable(view)}\n`);
  terminal.print(totalsLine(view));
}
