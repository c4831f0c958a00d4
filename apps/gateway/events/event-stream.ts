import type { RunDeltas } from '#event-log';
import { isTerminal, type RunEvent, type RunHistory, type RunId } from '#events';
import type { StreamLimits } from '#platform';
import { evolveEnding, OPEN, type Ending } from '#read-models';
import { bell } from './bell.js';
import { cloudEvent } from './cloud-event.js';
import { HeardEnds } from './heard-ends.js';
import { LiveFold, type BaselineOf } from './live-overhead.js';
import type { RunNews } from './run-news.js';
import type { SseConnection } from './sse-connection.js';

/** Events that one stream holds at most. */
const PAGE = 100;

export interface StreamDependencies {
  readonly history: RunHistory;
  readonly news: RunNews<number>;
  readonly deltas: Pick<RunDeltas, 'subscribe'>;
  readonly limits: StreamLimits;
  readonly baselineOf: BaselineOf;
}

/** What a client asks for: events after the last that it has, with the words of turns that go on, figures, verdict. */
export interface StreamRequest {
  readonly runId: RunId;
  readonly after: number;
  readonly deltas: boolean;
  readonly diagnosis: boolean;
  readonly live: boolean;
}

/** Where a stream starts: what was asked for, and how the run stood then. */
export interface StreamStart extends StreamRequest {
  readonly ending: Ending;
  readonly heard: HeardEnds;
  /** Sequence of the event that the run ended with so far. */
  readonly lastWord: number | undefined;
  /** What came before the start, for figures that are told of the run as it goes on. */
  readonly before: readonly RunEvent[];
}

/** Undefined where the client has had the last word already, and nothing came after it. */
export async function streamStart(history: RunHistory, request: StreamRequest): Promise<StreamStart | undefined> {
  const { runId, after } = request;
  const events = after === 0 ? [] : await history.eventsOf(runId);
  const before = events.filter(({ sequence }) => sequence <= after);
  const ending = before.reduce(evolveEnding, OPEN);
  const heard = new HeardEnds();
  for (const event of before) heard.note(event);
  const isTold = ending.state === 'settled' && events.length === before.length && !request.diagnosis;
  return isTold ? undefined : { ...request, ending, heard, lastWord: lastWordOf(before), before };
}

/**
 * Sends every event after the start, in order, each once: what there is page by page, then what comes. What lies before a
 * start that the run has not come to yet is read all the same, since the run may end there. Reads on only when the client
 * has taken what was sent. Ends when the run is settled, when a grade does not come, or when `stop`
 * aborts; resolves with the sequence of the run's last word, where it has had one; rejects with `ConnectionClosed` when the
 * client goes. Between events come the words of turns that go on and the run's figures, as far as the client has room.
 */
export async function streamEvents(
  { history, news, deltas, limits, baselineOf }: StreamDependencies,
  start: StreamStart,
  connection: SseConnection,
  stop: AbortSignal,
): Promise<number | undefined> {
  const over = AbortSignal.any([stop, connection.closed]);
  const { runId } = start;
  const tail = tailOf(news, runId);
  const leaveWords = passWords(deltas, start, connection);
  const tellFigures = figures(baselineOf, start, connection);
  try {
    let last = lastSeen(start);
    let { ending: state, lastWord } = start;
    while (!over.aborted) {
      const page = await pageOf(history, runId, { from: last + 1, atLeast: tail.known() });
      for (const event of page) {
        await tell(event, start, connection);
        last = event.sequence;
        state = evolveEnding(state, event);
      }
      await tellFigures(page);
      lastWord = lastWordOf(page) ?? lastWord;
      if (state.state === 'settled') return lastWord;
      if (page.length > 0) continue;
      const awaitsGrade = state.state === 'awaiting-grade';
      if (await tail.grows(awaitsGrade ? limits.gradeMs : limits.heartbeatMs, over)) continue;
      if (awaitsGrade) return lastWord;
      await connection.heartbeat();
    }
    return undefined;
  } finally {
    leaveWords();
    tail.leave();
  }
}

/** The start, or the last event there is where the run has not come to it yet. */
const lastSeen = ({ after, before }: StreamStart): number => Math.min(after, before.at(-1)?.sequence ?? 0);

async function tell(event: RunEvent, { after, heard }: StreamStart, connection: SseConnection): Promise<void> {
  heard.note(event);
  if (event.sequence > after) await connection.send(frameOf(event));
}

const lastWordOf = (events: readonly RunEvent[]): number | undefined =>
  events.findLast((event) => event.type === 'RunGraded' || isTerminal(event))?.sequence;

/** Passes words on until the returned function is called; those of an attempt whose end the client has been sent are late. */
function passWords(
  deltas: StreamDependencies['deltas'],
  { runId, deltas: wanted, heard }: StreamStart,
  connection: SseConnection,
): () => void {
  if (!wanted) return () => undefined;
  return deltas.subscribe(runId, (delta) => {
    if (!heard.precede(delta)) connection.offer({ type: DELTA_TYPE, data: JSON.stringify(delta) });
  });
}

const DELTA_TYPE = 'turn.delta';
const FIGURES_TYPE = 'live';

/** Tells overhead, density and regime as turns land, as far as the client has room for them. */
function figures(
  baselineOf: BaselineOf,
  { live, before }: StreamStart,
  connection: SseConnection,
): (page: readonly RunEvent[]) => Promise<void> {
  if (!live) return () => Promise.resolve();
  const fold = new LiveFold(baselineOf);
  for (const event of before) fold.note(event);
  return async (page) => {
    const told = await fold.read(page);
    if (told !== undefined) connection.offer({ type: FIGURES_TYPE, data: JSON.stringify(told) });
  };
}

/** What is new about a run, for one who waits for it. */
function tailOf(news: RunNews<number>, runId: RunId) {
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
