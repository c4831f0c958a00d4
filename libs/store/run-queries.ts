import { asRunId, type RunId } from '#events';
import { isEnded, type AgentCounts, type AgentRow, type RunRow } from '#read-models';
import { loaded, type Db, type Stored } from './database.js';
import { paged } from './paging.js';
import type { Page, Paged, RunDetail, RunFilter, RunSummary } from './port.js';
import { spendOf, spendRows, toldAttempts, type Spending } from './spend.js';

const JSON_COLUMNS = ['origin', 'outcome', 'answers', 'graded'] as const satisfies readonly (keyof RunRow)[];
const loadedRun = (row: Stored<RunRow>): RunRow => loaded<RunRow>(row, JSON_COLUMNS);

export async function runDetail(db: Db, runId: RunId): Promise<RunDetail | undefined> {
  const row = await db.selectFrom('runs').selectAll().where('runId', '=', runId).executeTakeFirst();
  if (row === undefined) return undefined;
  const run = loadedRun(row);
  const { agents, spending } = await activity(db, [runId]);
  const ended = isEnded(run.status);
  return {
    ...summary(run, agents, spending),
    agents: agents.map((agent) => ({
      ...agent,
      spend: spendOf(
        within(spending, ({ agentId }) => agentId === agent.agentId),
        { ...agent, ended },
      ),
    })),
  };
}

export async function runPage(db: Db, filter: RunFilter, { limit, after }: Page): Promise<Paged<RunSummary>> {
  const rows = await matching(db, filter)
    .$if(after !== undefined, (query) => query.where('runId', '<', asRunId(after ?? '')))
    .orderBy('runId', 'desc')
    .limit(limit + 1)
    .execute();
  const page = paged(rows.map(loadedRun), limit, ({ runId }) => runId);
  const { agents, spending } = await activity(
    db,
    page.items.map(({ runId }) => runId),
  );
  const summaryOf = (run: RunRow) => {
    const isOfRun = ({ runId }: { readonly runId: RunId }) => runId === run.runId;
    return summary(run, agents.filter(isOfRun), within(spending, isOfRun));
  };
  return { ...page, items: page.items.map(summaryOf) };
}

function matching(db: Db, { tenant, label, ...columns }: RunFilter) {
  const { status, architecture, family, comparisonId } = columns;
  return db
    .selectFrom('runs')
    .selectAll()
    .where('tenant', '=', tenant)
    .$if(status !== undefined, (query) => query.where('status', '=', status ?? 'running'))
    .$if(architecture !== undefined, (query) => query.where('architecture', '=', architecture ?? null))
    .$if(family !== undefined, (query) => query.where('family', '=', family ?? null))
    .$if(comparisonId !== undefined, (query) => query.where('comparisonId', '=', comparisonId ?? null))
    .$if(label !== undefined, (query) =>
      query.where((eb) =>
        eb.exists(
          eb
            .selectFrom('runLabels')
            .select('runLabels.runId')
            .whereRef('runLabels.runId', '=', 'runs.runId')
            .where('label', '=', label?.label ?? '')
            .where('value', '=', label?.value ?? ''),
        ),
      ),
    );
}

async function activity(db: Db, runIds: readonly RunId[]) {
  const agents: readonly AgentRow[] =
    runIds.length === 0
      ? []
      : await db.selectFrom('agents').selectAll().where('runId', 'in', runIds).orderBy('position').execute();
  return { agents, spending: { rows: await spendRows(db, runIds), told: await toldAttempts(db, runIds) } };
}

const within = (
  { rows, told }: Spending,
  isWanted: (one: { readonly runId: RunId; readonly agentId: string }) => boolean,
): Spending => ({ rows: rows.filter(isWanted), told: told.filter(isWanted) });

function summary(run: RunRow, agents: readonly AgentRow[], spending: Spending): RunSummary {
  const counts = countsOf(agents);
  return { run, counts, spend: spendOf(spending, { ...counts, ended: isEnded(run.status) }) };
}

function countsOf(agents: readonly AgentRow[]): AgentCounts {
  const total = (name: keyof AgentCounts) => agents.reduce((sum, agent) => sum + agent[name], 0);
  return {
    turns: total('turns'),
    messages: total('messages'),
    toolCalls: total('toolCalls'),
    requestedAttempts: total('requestedAttempts'),
    failedAttempts: total('failedAttempts'),
    discardedAttempts: total('discardedAttempts'),
  };
}
