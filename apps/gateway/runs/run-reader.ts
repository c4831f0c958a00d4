import type { AgentId, Blobs, PartRef, RunHistory, RunId } from '#events';
import type { MessageRow } from '#read-models';
import type { Page, RunDetail, Store } from '#store';
import { Problem } from '../http/problem.js';
import { messageView, type MessageView } from './message-view.js';
import { runDetailView, type AnswerView, type RunView } from './run-view.js';
import { spokenTexts } from './spoken-texts.js';

/** What can be asked about one run. Every method refuses a run that nobody has started. */
export interface RunReader {
  view(runId: RunId): Promise<RunView>;
  messages(runId: RunId, page: Page): Promise<{ messages: MessageView[]; next?: string }>;
  /** Undefined for a run that is accepted, with nothing of it projected yet. */
  detail(runId: RunId): Promise<RunDetail | undefined>;
}

export interface ReaderDependencies {
  readonly store: Store;
  readonly history: RunHistory;
  readonly blobs: Blobs;
}

export function runReader({ store, history, blobs }: ReaderDependencies): RunReader {
  const detail = async (runId: RunId) => {
    const found = await store.run(runId);
    if (found === undefined && !(await store.isAccepted(runId))) throw unknownRun(runId);
    return found;
  };
  const textsOf = async (runId: RunId) => spokenTexts(runId, await history.eventsOf(runId), blobs);
  const answersOf = async ({ run }: RunDetail): Promise<AnswerView[]> => {
    if (run.answers.length === 0) return [];
    const texts = await textsOf(run.runId);
    return Promise.all(run.answers.map(async ({ agentId, part }) => answerView(agentId, await texts.answerText(part))));
  };
  return {
    detail,
    async view(runId) {
      const found = await detail(runId);
      return found === undefined ? { runId, status: 'accepted' } : runDetailView(found, await answersOf(found));
    },
    async messages(runId, page) {
      await detail(runId);
      const { items, next } = await store.messages(runId, page);
      const texts = items.length === 0 ? undefined : await textsOf(runId);
      const messages = items.map(async (row) => messageView(row, await texts?.textOf(partOf(row))));
      return { messages: await Promise.all(messages), ...(next !== undefined && { next }) };
    },
  };
}

const unknownRun = (runId: RunId): Problem =>
  new Problem('run-unknown', `no run ${runId} was started here: see GET /v1/runs`, [
    { field: 'runId', message: 'is not that of a run' },
  ]);

const answerView = (agentId: AgentId, text: string | undefined): AnswerView => ({
  agentId,
  ...(text !== undefined && { text }),
});

const partOf = ({ turnId, part, maxChars }: MessageRow): PartRef => ({
  turnId,
  index: part,
  ...(maxChars !== null && { maxChars }),
});
