import { EventSourceParserStream } from 'eventsource-parser/stream';
import { TurnDeltaSchema, type RunEvent, type TurnDelta } from '#events';
import { evolveEnding, OPEN } from '#read-models';
import { CliError, reasonOf, unreachable } from '../cli-error.js';
import { EXIT } from '../exit-codes.js';
import type { Api } from './api.js';
import { pause } from './pause.js';
import { runPath } from './projected-run.js';
import { runEventOf } from './run-events.js';

/** How patient a follower is. Times in milliseconds. */
export interface Patience {
  /** A connection that says nothing for so long, not even a heartbeat, is opened anew. */
  readonly silenceMs: number;
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** Connections in a row that bring nothing before the follower gives up. */
  readonly attempts: number;
}

interface Listening extends Patience {
  /** Hears the words of turns between the events; without it the server is not asked for them. */
  readonly onDelta?: (delta: TurnDelta) => void;
}
const PATIENCE: Patience = { silenceMs: 60_000, firstPauseMs: 200, longestPauseMs: 5_000, attempts: 8 };

/**
 * Every event of a run, each once, to the run's end and its grade where one is due. A connection that
 * breaks is resumed with Last-Event-ID; a sequence that does not follow on is an error, never passed over. How long a
 * grade is waited for is the server's to say: it ends the stream of a run that has ended.
 */
export async function* followRun(
  api: Api,
  runId: string,
  how: Partial<Listening> = {},
): AsyncGenerator<RunEvent, void> {
  const listening = { ...PATIENCE, ...how };
  let ending = OPEN;
  let last = 0;
  let reason: unknown = 'it ended the stream before the run had ended';
  for (let silent = 0; silent < listening.attempts; silent++) {
    if (silent > 0) await pause(pauseMs(listening, silent), api.signal);
    try {
      for await (const event of following(connection(api, runId, last, listening), last)) {
        [last, silent] = [event.sequence, 0];
        yield event;
        ending = evolveEnding(ending, event);
        if (ending.state === 'settled') return;
      }
      if (ending.state !== 'open') return;
    } catch (error) {
      if (error instanceof CliError && error.exitCode !== EXIT.unreachable) throw error;
      reason = error;
    }
  }
  throw lost(api, runId, reason);
}

const pauseMs = ({ firstPauseMs, longestPauseMs }: Patience, silent: number): number =>
  Math.min(firstPauseMs * 2 ** (silent - 1), longestPauseMs);

/** Leaves out what is known already, and throws where something is missing. */
async function* following(events: AsyncIterable<RunEvent>, after: number): AsyncGenerator<RunEvent, void> {
  let last = after;
  for await (const event of events) {
    if (event.sequence <= last) continue;
    if (event.sequence !== last + 1) throw gap(event.runId, last, event.sequence);
    last = event.sequence;
    yield event;
  }
}

/** The events of one connection, until the server ends it or falls silent. */
async function* connection(
  api: Api,
  runId: string,
  after: number,
  { silenceMs, onDelta }: Listening,
): AsyncGenerator<RunEvent, void> {
  const silence = new AbortController();
  const timer = setTimeout(() => {
    silence.abort(new Error(`nothing was heard for ${silenceMs} ms`));
  }, silenceMs);
  try {
    const headers = { accept: 'text/event-stream', 'last-event-id': String(after) };
    const path = `${runPath(runId)}/events?deltas=${onDelta !== undefined}`;
    const response = await api.open(path, headers, silence.signal);
    const messages = response.body
      ?.pipeThrough(new TextDecoderStream())
      .pipeThrough(new EventSourceParserStream({ onComment: () => timer.refresh() }));
    for await (const message of messages ?? []) {
      timer.refresh();
      if (message.event === 'turn.delta') tellWords(message.data, onDelta);
      else yield runEventOf(JSON.parse(message.data));
    }
  } finally {
    clearTimeout(timer);
    silence.abort();
  }
}

/** Words that cannot be read are passed over, as lost ones are. */
function tellWords(data: string, onDelta: Listening['onDelta']): void {
  const delta = TurnDeltaSchema.safeParse(JSON.parse(data)).data;
  if (delta !== undefined) onDelta?.(delta);
}

const gap = (runId: string, last: number, next: number): CliError =>
  new CliError(`run ${runId}: the server sent event ${next} after event ${last}; try again`, EXIT.internal);

const lost = (api: Api, runId: string, error: unknown): CliError =>
  unreachable(
    `lost the server at ${api.url} while following run ${runId}: ${typeof error === 'string' ? error : reasonOf(error)}; see \`parley show ${runId}\` once it is back`,
    error,
  );
