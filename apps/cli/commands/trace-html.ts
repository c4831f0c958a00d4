import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { badInput, reasonOf } from '../cli-error.js';
import { withConnectionOptions, type TalkingOptions } from '../options/connection-options.js';
import { withReadingServer } from '../server/connect.js';
import type { Session } from '../session.js';
import { pageData } from '../trace/page-data.js';
import { traceOf } from '../trace/trace.js';
import { tracePage } from '../trace/trace-page.js';

interface HtmlOptions extends TalkingOptions {
  readonly file: string;
}

export const traceHtmlCommand = (session: Session): Command =>
  withConnectionOptions(
    new Command('html')
      .description('a run as a page of its own: lanes by agent, messages as arrows; it loads nothing')
      .argument('<run>', 'id of the run')
      .requiredOption('--file <path>', 'where to write the page'),
    session,
  ).action((runId: string, options: HtmlOptions) =>
    withReadingServer(session, options, async (api) => {
      const { spans } = await traceOf(api, runId);
      await written(options.file, tracePage(pageData(runId, spans)));
      session.terminal.print(options.json === true ? JSON.stringify({ file: options.file }) : options.file);
    }),
  );

async function written(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw badInput(`--file ${file} cannot be written: ${reasonOf(error)}`);
  }
}
