import { Command, Option } from 'commander';
import { z } from 'zod';
import { RUN_STATUSES } from '#read-models';
import { RunSummarySchema, type RunSummary } from '../api/run-view.js';
import { labelFilter } from '../options/assignments.js';
import { withConnectionOptions, type TalkingOptions } from '../options/connection-options.js';
import { oneArchitecture, oneName } from '../options/lists.js';
import { wholeNumber } from '../options/numbers.js';
import { moment } from '../rendering/numbers.js';
import { costText, tokensText } from '../rendering/spend.js';
import { table } from '../rendering/table.js';
import { withReadingServer } from '../server/connect.js';
import type { Session } from '../session.js';

interface RunsOptions extends TalkingOptions {
  readonly status?: string;
  readonly architecture?: string;
  readonly family?: string;
  readonly comparison?: string;
  readonly label?: string;
  readonly limit: number;
}

/** Of one page. */
const MOST = 200;
const RunPageSchema = z.looseObject({ runs: z.array(RunSummarySchema), next: z.string().optional() });

export const runsCommand = (session: Session): Command =>
  withConnectionOptions(
    new Command('runs')
      .description('the runs there are, newest first')
      .addOption(new Option('--status <status>', 'only these').choices(RUN_STATUSES))
      .option('--architecture <name>', 'only these', oneArchitecture)
      .option('--family <name>', 'only runs on generated tasks of this family', oneName)
      .option('--comparison <id>', 'only runs of this comparison')
      .option('--label <key=value>', 'only runs with this label', labelFilter)
      .option('--limit <n>', `how many at most, up to ${MOST}`, wholeNumber(1, MOST), 20),
    session,
  ).action((options: RunsOptions) => list(session, options));

async function list(session: Session, options: RunsOptions): Promise<void> {
  const path = `/v1/runs?${queryOf(options)}`;
  const { runs, next } = await withReadingServer(session, options, (api) => api.get(path, RunPageSchema));
  if (options.json === true) session.terminal.print(JSON.stringify({ runs, next }));
  else session.terminal.print(listed(runs, next !== undefined));
}

function queryOf({ status, architecture, family, comparison, label, limit }: RunsOptions): string {
  const query = new URLSearchParams({ limit: String(limit) });
  for (const [name, value] of Object.entries({ status, architecture, family, comparisonId: comparison, label })) {
    if (value !== undefined) query.set(name, value);
  }
  return query.toString();
}

const COLUMNS = [
  { title: 'run' },
  { title: 'started' },
  { title: 'status' },
  { title: 'grade' },
  { title: 'architecture' },
  { title: 'task' },
  { title: 'turns', right: true },
  { title: 'tokens', right: true },
  { title: 'cost', right: true },
] as const;

function listed(runs: readonly RunSummary[], more: boolean): string {
  if (runs.length === 0) return 'no runs; start one with `parley run --family filings --seed 1 --index 0`';
  const rows = table(COLUMNS, runs.map(rowOf));
  return more ? `${rows}\n(there are more: raise --limit, up to ${MOST}, or narrow the list)` : rows;
}

const rowOf = (run: RunSummary): readonly string[] => [
  run.runId,
  moment(run.startedAt),
  run.parked ? `${run.status}, parked` : run.status,
  run.graded === undefined ? '-' : run.graded.passed ? 'passed' : 'wrong',
  `${run.architecture ?? '-'}${run.rehearsed ? ' (rehearsed)' : ''}`,
  taskText(run),
  String(run.totals.turns),
  tokensText(run.totals.spend),
  costText(run.totals.spend),
];

function taskText({ taskRef, continuesRunId }: RunSummary): string {
  if (taskRef !== undefined) return `${taskRef.family} ${taskRef.seed}/${taskRef.index}`;
  return continuesRunId === undefined ? 'own' : 'follow-up';
}
