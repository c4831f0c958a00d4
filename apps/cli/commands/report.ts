import { Command } from 'commander';
import { failureReport, type ReportedRuns, type Scope } from '#reports';
import type { Api } from '../api/api.js';
import { badInput } from '../cli-error.js';
import { embeddedIfAsked } from '../embeddings/embedded-if-asked.js';
import { withConnectionOptions, type TalkingOptions } from '../options/connection-options.js';
import { durationMs } from '../options/duration.js';
import { withEmbeddingsOptions, type EmbeddingsOptions } from '../options/embeddings-options.js';
import { httpUrl } from '../options/http-url.js';
import { oneArchitecture, oneName } from '../options/lists.js';
import { JAEGER_EXAMPLE, namedJaeger } from '../options/named-jaeger.js';
import { namedServer, SERVER_EXAMPLE } from '../options/named-server.js';
import { pageText } from '../rendering/comparison-text.js';
import { caseLines } from '../report/case-lines.js';
import { nothingNote } from '../report/nothing-note.js';
import { readEarlierReport } from '../report/earlier-report.js';
import { finishedRuns } from '../report/finished-runs.js';
import { receivedRuns } from '../report/received-runs.js';
import { reportPage } from '../report/report-page.js';
import { writeReports, type ReportFiles } from '../report/write-reports.js';
import { withReadingServer } from '../server/connect.js';
import type { Session } from '../session.js';

interface ReportOptions extends TalkingOptions, ReportFiles, EmbeddingsOptions {
  readonly family?: string;
  readonly architecture?: string;
  readonly comparison?: string;
  readonly received?: true;
  readonly service?: string;
  readonly since?: number;
  readonly previous?: string;
  readonly jaeger?: string;
}

export function reportCommand(session: Session): Command {
  const command = new Command('report')
    .description('what goes wrong in finished runs, who causes it, and what the teamwork costs, beside the paper')
    .option('--family <name>', 'only runs on generated tasks of this family', oneName)
    .option('--architecture <name>', 'only these; without single agents there is no baseline', oneArchitecture)
    .option('--since <duration>', 'only runs that were started, or received, within it, such as 12h or 30d', durationMs)
    .option('--comparison <id>', 'only runs of this comparison')
    .option('--received', 'runs of others instead: those in traces that the server has received')
    .option('--service <name>', 'only received runs of this service, as `service.name` has it')
    .option('--previous <file>', 'say what has changed since this report, as --json has printed it')
    .option('--html <file>', 'write a page of its own, with evidence; it loads nothing')
    .option('--jaeger <url>', 'lead from evidence to spans there; default PARLEY_JAEGER_URL', httpUrl(JAEGER_EXAMPLE))
    .option('--csv <file>', 'write the figures as CSV, one row for each architecture')
    .option('--markdown <file>', 'write the tables as Markdown');
  return withConnectionOptions(withEmbeddingsOptions(command), session).action((options: ReportOptions) =>
    withReadingServer(session, options, (api) => report(session, api, options)),
  );
}

async function report(session: Session, api: Api, options: ReportOptions): Promise<void> {
  const { terminal } = session;
  refuseStrange(options);
  const scope = scopeOf(options);
  const earlier = options.previous === undefined ? undefined : await readEarlierReport(options.previous);
  const found = await runsInReport(session, api, options);
  const made = failureReport(scope, found, earlier);
  terminal.print(
    options.json === true
      ? JSON.stringify(made)
      : [pageText(reportPage(made), terminal), ...caseLines(made, terminal.width)].join('\n'),
  );
  if (found.runs.length === 0) terminal.note(await nothingNote(api, scope));
  const server = namedServer(options, session) ?? SERVER_EXAMPLE;
  const jaeger = namedJaeger(options, session);
  await writeReports(made, options, { note: terminal.note, server, jaeger });
}

async function runsInReport(session: Session, api: Api, options: ReportOptions): Promise<ReportedRuns> {
  const diagnosed = progress(session.terminal);
  const scope = scopeOf(options);
  if (scope.received === true) return receivedRuns(api, scope, diagnosed);
  const embedded = await embeddedIfAsked(options, session);
  const found = await finishedRuns(api, scope, diagnosed);
  return { ...found, runs: await embedded(api, found.runs) };
}

/** @throws CliError for options that say nothing of the runs that are asked for */
function refuseStrange(options: ReportOptions): void {
  const { received = false, service } = options;
  if (!received && service !== undefined) throw badInput('--service is of received runs: say --received too');
  const strange = (['family', 'architecture', 'comparison', 'embeddings'] as const).find(
    (name) => options[name] !== undefined,
  );
  if (received && strange !== undefined)
    throw badInput(`--${strange} is for runs of Parley: received ones are narrowed with --service and --since`);
}

function scopeOf({ family, architecture, comparison, received, service, since }: ReportOptions): Scope {
  return {
    ...(family !== undefined && { family }),
    ...(architecture !== undefined && { architecture }),
    ...(comparison !== undefined && { comparison }),
    ...(received === true && { received }),
    ...(service !== undefined && { service }),
    ...(since !== undefined && { since: Date.now() - since }),
  };
}

const NOTED_EVERY = 100;

function progress({ note }: Session['terminal']): () => void {
  let done = 0;
  return () => {
    done += 1;
    if (done % NOTED_EVERY === 0) note(`${done} runs diagnosed`);
  };
}
