import { wantsTools } from '../reading/finish-reason.js';
import type { Activation } from './activations.js';
import type { Analysis } from './analysis.js';
import { placeFrom } from './place-from.js';
import { TOLERANCE_MS } from './tolerance.js';

/**
 * How often models asked for tools and nothing shows what became of it. A model's last words may ask for a tool that
 * never runs, such as one for the answer: they count only where nothing at all is shown.
 */
export function unseenRequests({ calls, activations, toolRuns, messages, handoffs }: Analysis): number {
  if (toolRuns.length === 0 && messages.length === 0) return calls.filter(({ span }) => wantsTools(span)).length;
  const deeds = Map.groupBy(
    [
      ...toolRuns.map(({ agent, startMs }) => ({ by: agent, startMs })),
      ...messages.map(({ said, atMs }) => ({ by: said, startMs: atMs })),
      ...handoffs.map(({ from, atMs }) => ({ by: from, startMs: atMs })),
    ].sort((a, b) => a.startMs - b.startMs),
    ({ by }) => by,
  );
  return activations.reduce((sum, activation) => sum + unseenOf(activation, deeds.get(activation) ?? []), 0);
}

/** Requests after which the agent did nothing before its next call; a streamed one may be met before it ends. */
function unseenOf({ calls }: Activation, deeds: readonly { readonly startMs: number }[]): number {
  return calls.filter(({ span }, index) => {
    const next = calls[index + 1]?.span;
    if (next === undefined || !wantsTools(span)) return false;
    const done = deeds[placeFrom(deeds, span.startMs)];
    return done === undefined || done.startMs > next.startMs + TOLERANCE_MS;
  }).length;
}
