import {
  isTerminal,
  type Blobs,
  type Content,
  type EventOf,
  type RunEvent,
  type RunHistory,
  type RunId,
} from '#events';
import { loadedText, type Store } from '#store';
import type { EarlierWork } from '#tasks';
import { Problem } from '../http/problem.js';
import type { RunRequest } from './run-request.js';
import { spokenTexts } from './spoken-texts.js';

/** A document as a request gives it. */
interface GivenDocument {
  readonly id: string;
  readonly title: string;
  readonly mediaType: string;
  readonly text: string;
}

/** What a run follows up on. `tools` are absent where they belong to a generated task. */
export interface EarlierRun extends EarlierWork {
  readonly documents: readonly GivenDocument[];
  readonly tools?: readonly string[];
}

export interface EarlierRunSources {
  readonly store: Store;
  readonly history: RunHistory;
  readonly blobs: Blobs;
}

/**
 * The run that the request continues, with its texts in place; undefined where it continues none.
 * @throws Problem where it cannot be continued: it is unknown, goes on still, or its texts have been erased
 */
export async function earlierRun(
  { continuesRunId: runId, erasable }: RunRequest,
  { store, history, blobs }: EarlierRunSources,
): Promise<EarlierRun | undefined> {
  if (runId === undefined) return undefined;
  if (!(await store.isAccepted(runId)))
    throw uncontinuable('is not that of a run here: give the id of one that was started');
  const events = await history.eventsOf(runId);
  const [started] = events;
  if (started?.type !== 'RunStarted' || !events.some(isTerminal)) {
    throw uncontinuable('is that of a run which has not ended: wait for its end, or cancel it');
  }
  refuseUnerasable(started, erasable);
  const textOf = async (content: Content) => present(await loadedText(runId, content, blobs));
  const { brief, taskRef } = started.data;
  const documents = brief.documents.map(async ({ id, title, mediaType, content }) => {
    return { id, title, mediaType, text: await textOf(content) };
  });
  return {
    input: await textOf(brief.input),
    answers: await answersOf(runId, events, blobs),
    documents: await Promise.all(documents),
    ...(taskRef === undefined && { tools: brief.tools }),
  };
}

/** What can be erased must not be copied to where it cannot. */
function refuseUnerasable({ data }: EventOf<'RunStarted'>, erasable: boolean): void {
  if (!data.erasable || erasable) return;
  const message = 'must be true, as the run that is continued can be erased and its texts become part of this one';
  throw new Problem('not-runnable', 'the run cannot be continued', [{ field: 'erasable', message }]);
}

async function answersOf(runId: RunId, events: readonly RunEvent[], blobs: Blobs): Promise<EarlierWork['answers']> {
  const completed = events.find((event) => event.type === 'RunCompleted');
  if (completed?.type !== 'RunCompleted') return [];
  const texts = spokenTexts(runId, events, blobs);
  const answers = completed.data.answers.map(async ({ agentId, part }) => {
    return { agentId, text: present(await texts.answerText(part)) };
  });
  return Promise.all(answers);
}

function present(text: string | undefined): string {
  if (text === undefined)
    throw uncontinuable('is that of a run whose texts have been erased: start one that continues none');
  return text;
}

const uncontinuable = (message: string): Problem =>
  new Problem('not-runnable', 'there is nothing to continue', [{ field: 'continuesRunId', message }]);
