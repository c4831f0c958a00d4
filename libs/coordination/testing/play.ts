import type { Activation, Coordination, Move, View } from '../view.js';
import { carriedOut, closed, type Outcome } from './view-builder.js';

/** What plays the agents, and decides what no rule may depend on: who is done first, and how many asks find room. */
export interface Script {
  readonly outcomeOf: (activation: Activation) => Outcome;
  /** Index of the next open activation to close. Default: the first. */
  readonly pick?: (open: readonly Activation[]) => number;
  /** How many of these asks are carried out now; at least one where nothing is open. Default: all. */
  readonly room?: (asks: number, open: number) => number;
}

export interface Played {
  readonly view: View;
  /** Every move that was carried out, in order. */
  readonly moves: readonly Move[];
  /** The last move, if it ended the run. */
  readonly end: Move | undefined;
}

/** Plays an architecture to its end, or until this many activations have closed. */
export function play(coordination: Pick<Coordination, 'next'>, start: View, script: Script, limit = 1_000): Played {
  let view = start;
  const moves: Move[] = [];
  for (let step = 0; step <= limit; step++) {
    const due = withinRoom(coordination.next(view), openIn(view).length, script);
    moves.push(...due);
    view = carriedOut(view, due);
    const end = due.find(({ move }) => move === 'finish' || move === 'fail');
    if (end !== undefined) return { view, moves, end };
    const open = openIn(view);
    const next = open[script.pick?.(open) ?? 0];
    if (next === undefined) return { view, moves, end: undefined };
    view = closed(view, next.agentId, script.outcomeOf(next));
  }
  return { view, moves, end: undefined };
}

export const openIn = (view: View): readonly Activation[] =>
  view.activations.filter(({ outcome }) => outcome.status === 'open');

function withinRoom(moves: readonly Move[], open: number, { room }: Script): readonly Move[] {
  const asks = moves.filter(({ move }) => move === 'ask');
  const kept = room === undefined ? asks.length : room(asks.length, open);
  const refused = new Set(asks.slice(kept));
  return moves.filter((move) => !refused.has(move));
}
