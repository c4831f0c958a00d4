import type { RunEvent, RunHistory, RunId } from '#events';
import type { StreamLimits } from '#platform';
import { evolveEnding, OPEN, type Ending } from '#read-models';
import { bell } from './bell.js';
import { cloudEvent } from './cloud-event.js';
import type { RunNews } from './run-news.js';
import type { SseConnection } from './sse-connection.js';

/** Events that one stream holds at most. */
const PAGE = 100;

export interface StreamDependencies {
  readonly history: RunHistory;
  readonly news: RunNews;
  readonly limits: StreamLimits;
}

/** Where a stream starts: the last event that the client has, and how the run stood then. */
export interface StreamStart {
  readonly runId: RunId;
  readonly after: number;
  readonly ending: Ending;
}

/** Undefined where the client has had the last word already, and nothing came after it. */
export async function streamStart(history: RunHistory, runId: RunId, after: number): Promise<StreamStart | undefined> {
  const events = after === 0 ? [] : await history.eventsOf(runId);
  const ending = events.filter(({ sequence }) => sequence <= after).reduce(evolveEnding, OPEN);
  const more = events.some(({ sequence }) => sequence > after);
  return ending.state === 'settled' && !more ? undefined : { runId, after, ending };
}

/**
 * Sends every event after the start, in order, each once: what there is page by page, then what comes. Reads on only
 * when the client has taken what was sent. Ends when the run is settled, when a grade does not come, or when `stop`
 * aborts; rejects with `ConnectionClosed` when the client goes.
 */
export async function streamEvents(
  { history, news, limits }: StreamDependencies,
  { runId, after, ending }: StreamStart,
  connection: SseConnection,
  stop: AbortSignal,
): Promise<void> {
  const over = AbortSignal.any([stop, connection.closed]);
  const tail = tailOf(news, runId);
  try {
    let last = after;
    let state = ending;
    while (!over.aborted) {
      const page = await pageOf(history, runId, { from: last + 1, atLeast: tail.known() });
      for (const event of page) {
        await connection.send(frameOf(event));
        last = event.sequence;
        state = evolveEnding(state, event);
      }
      if (state.state === 'settled') return;
      if (page.length > 0) continue;
      const awaitsGrade = state.state === 'awaiting-grade';
      if (await tail.grows(awaitsGrade ? limits.gradeMs : limits.heartbeatMs, over)) continue;
      if (awaitsGrade) return;
      await connection.heartbeat();
    }
  } finally {
    tail.leave();
  }
}

/** What is new about a run, for one who waits for it. */
function tailOf(news: RunNews, runId: RunId) {
  const rung = bell();
  let known = 0;
  const leave = news.watch(runId, (sequence) => {
    known = Math.max(known, sequence);
    rung.ring();
  });
  return { known: () => known, grows: rung.rungWithin, leave };
}

/** The rest of what the history gives is let go of before anything is sent. */
async function pageOf(
  history: RunHistory,
  runId: RunId,
  { from, atLeast }: { readonly from: number; readonly atLeast: number },
): Promise<readonly RunEvent[]> {
  const events = await history.eventsOf(runId, { from, ...(atLeast >= from && { atLeast }) });
  return events.slice(0, PAGE);
}

const frameOf = (event: RunEvent) => {
  const data = cloudEvent(event);
  return { id: event.sequence, type: data.type, data: JSON.stringify(data) };
};
