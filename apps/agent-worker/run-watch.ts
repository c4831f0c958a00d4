import { isTerminal, type RunEvent, type RunHistory, type RunId, type TurnId } from '#events';
import { LRUCache } from 'lru-cache';
import type { TurnLoad } from './turn-load.js';

/** Longer runs are read from the history when they are needed. */
const CACHED_EVENTS = 400;

/** A turn that is open. `abort` stops the job that works on it, while one does. */
export interface OpenTurn {
  readonly attempt: number;
  /** The model has answered, and is not asked again. */
  answered: boolean;
  /** This attempt has closed, or its run has ended: nothing but what it has used is still of interest. */
  over: boolean;
  abort: AbortController | undefined;
}

/**
 * What a worker knows by observing every event of a partition: which attempts are open, so that only those are worked
 * on and the rest is aborted; and the recent events of runs, so that prompts need no reading. Both are caches of the log.
 */
export class RunWatch {
  private readonly open = new Map<RunId, Map<TurnId, OpenTurn>>();
  private readonly events: LRUCache<RunId, RunEvent[]>;

  constructor(cachedRuns: number) {
    this.events = new LRUCache({ max: cachedRuns });
  }

  observe(event: RunEvent): void {
    this.remember(event);
    if (isTerminal(event)) {
      this.closeRun(event.runId);
      return;
    }
    switch (event.type) {
      case 'TurnRequested':
        this.opened(event.runId, event.data.turnId, event.data.attempt);
        break;
      case 'TurnAnswered':
        this.opened(event.runId, event.data.turnId, event.data.attempt).answered = true;
        break;
      case 'ToolCallStarted':
      case 'ToolCallRecorded':
      case 'TurnResumed':
        // After a takeover the request of a turn may lie below the checkpoint; the history tells what is left of it.
        if (!('late' in event.data)) this.opened(event.runId, event.data.turnId).answered = true;
        break;
      case 'TurnRecorded':
      case 'TurnFailed':
        this.closed(event.runId, event.data.turnId);
        break;
      default:
    }
  }

  /** The turn if it is open, as far as this process has seen. */
  turnOf(runId: RunId, turnId: TurnId): OpenTurn | undefined {
    return this.open.get(runId)?.get(turnId);
  }

  load(): TurnLoad {
    const load = { waiting: 0, performed: 0, held: 0 };
    for (const turns of this.open.values()) for (const turn of turns.values()) load[stateOf(turn)] += 1;
    return load;
  }

  /** All events of the run up to at least `upTo`. */
  async eventsOf(runId: RunId, upTo: number, history: RunHistory): Promise<readonly RunEvent[]> {
    const cached = this.events.get(runId);
    if (cached !== undefined && cached.length >= upTo) return cached;
    const events = await history.eventsOf(runId, { atLeast: upTo });
    if (events.length <= CACHED_EVENTS && cached === this.events.get(runId)) this.events.set(runId, [...events]);
    return events;
  }

  /** Stops all work, as the partition belongs to somebody else from now on. */
  forgetAll(): void {
    for (const turns of this.open.values()) for (const turn of turns.values()) turn.abort?.abort();
    this.open.clear();
    this.events.clear();
  }

  private remember(event: RunEvent): void {
    const cached = this.events.get(event.runId);
    if (event.sequence === 1) this.events.set(event.runId, [event]);
    else if (cached?.length === event.sequence - 1 && event.sequence <= CACHED_EVENTS) cached.push(event);
    else if (cached !== undefined && cached.length < event.sequence) this.events.delete(event.runId);
    if (isTerminal(event)) this.events.delete(event.runId);
  }

  private opened(runId: RunId, turnId: TurnId, attempt?: number): OpenTurn {
    let turns = this.open.get(runId);
    if (turns === undefined) this.open.set(runId, (turns = new Map<TurnId, OpenTurn>()));
    const known = turns.get(turnId);
    if (known !== undefined && (attempt === undefined || attempt === known.attempt)) return known;
    if (known !== undefined) close(known);
    const turn = { attempt: attempt ?? 1, answered: false, over: false, abort: undefined };
    turns.set(turnId, turn);
    return turn;
  }

  private closed(runId: RunId, turnId: TurnId): void {
    const turns = this.open.get(runId);
    const turn = turns?.get(turnId);
    if (turn !== undefined) close(turn);
    turns?.delete(turnId);
    if (turns?.size === 0) this.open.delete(runId);
  }

  private closeRun(runId: RunId): void {
    for (const turn of this.open.get(runId)?.values() ?? []) close(turn);
    this.open.delete(runId);
  }
}

function close(turn: OpenTurn): void {
  turn.over = true;
  turn.abort?.abort();
}

function stateOf({ abort, answered }: OpenTurn): keyof TurnLoad {
  if (abort !== undefined) return 'performed';
  return answered ? 'held' : 'waiting';
}
