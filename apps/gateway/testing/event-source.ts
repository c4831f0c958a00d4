import { EventSourceParserStream } from 'eventsource-parser/stream';
import type { Verdict } from '#diagnosis';
import type { TurnDelta } from '#events';
import type { LiveOverhead } from '../events/live-overhead.js';

/** An event stream as a client sees it. */
export interface Source {
  readonly status: number;
  /** Reads this many events, or fewer where the stream ends before. */
  take(count: number): Promise<readonly Heard[]>;
  /** Reads to the end. */
  rest(): Promise<readonly Heard[]>;
  /** Goes away. */
  drop(): void;
}
export interface Heard {
  readonly id: string | undefined;
  readonly event: string | undefined;
  /** Of an event of the run. */
  readonly sequence?: number;
  /** Of words. */
  readonly delta?: TurnDelta;
  /** Of the run that has ended. */
  readonly verdict?: Verdict;
  /** Of the run as it goes on. */
  readonly figures?: LiveOverhead;
}

/** `onComment` hears heartbeats. */
export async function openSource(url: string, lastEventId?: number | string, onComment?: () => void): Promise<Source> {
  const gone = new AbortController();
  const resume: Record<string, string> = lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) };
  const response = await fetch(url, { headers: { accept: 'text/event-stream', ...resume }, signal: gone.signal });
  const events = response.body
    ?.pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream({ ...(onComment && { onComment }) }))
    .getReader();
  const take = async (count: number) => {
    const heard: Heard[] = [];
    while (heard.length < count) {
      const next = await events?.read();
      if (next?.value === undefined) break;
      const { id, event, data } = next.value;
      heard.push({ id, event, ...contentOf(event, data) });
    }
    return heard;
  };
  return {
    status: response.status,
    take,
    rest: () => take(Infinity),
    drop: () => {
      gone.abort();
    },
  };
}

function contentOf(event: string | undefined, data: string): Partial<Heard> {
  const content: unknown = JSON.parse(data);
  if (event === 'turn.delta') return { delta: content as TurnDelta };
  if (event === 'live') return { figures: content as LiveOverhead };
  if (event === 'diagnosis') return { verdict: content as Verdict };
  return { sequence: (content as { readonly sequence: number }).sequence };
}
