import type { EventOf } from '#events';
import { activationSpan } from './activation-span.js';
import { cutOff } from './fold-turns.js';
import type { OpenTrace } from './open-trace.js';
import { runSpan, type RunEnd } from './run-span.js';
import type { SpanData } from './span-data.js';
import { pauseSpan } from './waiting-spans.js';

export function runPaused(trace: OpenTrace, event: EventOf<'RunPaused'>): readonly SpanData[] {
  trace.paused ??= event;
  return [];
}

export function runResumed(trace: OpenTrace, { time }: EventOf<'RunResumed'>): readonly SpanData[] {
  const { paused } = trace;
  trace.paused = undefined;
  return paused === undefined ? [] : [pauseSpan(trace, paused, time)];
}

/** The end of a run ends everything that is open, the inner spans first. */
export function runEnded(trace: OpenTrace, event: RunEnd): readonly SpanData[] {
  if (trace.ended) return [];
  trace.ended = true;
  const endMs = event.time;
  const turns = [...trace.turns].flatMap(([turnId, turn]) => cutOff(trace, turnId, turn, endMs));
  const activations = [...trace.activations.values()].map((activation) =>
    activationSpan(trace, activation, { outcome: 'cut_off', endMs }),
  );
  trace.activations.clear();
  const pause = trace.paused === undefined ? [] : [pauseSpan(trace, trace.paused, endMs)];
  return [...turns, ...activations, ...pause, runSpan(trace, event)];
}
