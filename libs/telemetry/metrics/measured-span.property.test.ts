import { describe, expect, it } from '@jest/globals';
import type { RunEvent } from '#events';
import { spansOf } from '#spans';
import { stagedRun, troubledRuns } from '#spans/testing';
import fc from 'fast-check';
import type { MeasuredSpan } from './instruments.js';
import { runMeasures } from './run-measures.js';

function spansNamedIn(events: readonly RunEvent[], sendsTraces = true): readonly MeasuredSpan[] {
  const measuresOf = runMeasures({ sendsTraces });
  return events.flatMap((event) => measuresOf(event)).flatMap(({ span }) => span ?? []);
}
const unsampled = (events: readonly RunEvent[]): readonly RunEvent[] =>
  events.map((event) => (event.type === 'RunStarted' ? { ...event, data: { ...event.data, sampled: false } } : event));
const idOf = ({ traceId, spanId }: MeasuredSpan): string => `${traceId}/${spanId}`;

describe('the span that a measure names', () => {
  it.each(['single', 'hybrid'])('is there for every call and the run itself: %s', (name) => {
    const events = stagedRun(name);
    const shown = spansOf(events).filter(({ attributes }) =>
      ['run', 'model_call', 'tool_call'].includes(attributes['parley.span'] ?? ''),
    );
    expect(new Set(spansNamedIn(events).map(idOf))).toEqual(new Set(shown.map(idOf)));
  });

  it('is one of the trace, whatever happens in the run', () => {
    fc.assert(
      fc.property(troubledRuns, (events) => {
        const sent = new Set(spansOf(events).map(idOf));
        for (const span of spansNamedIn(events)) expect(sent).toContain(idOf(span));
      }),
      { numRuns: 60 },
    );
  });

  it('is none of a trace that nobody is sent: of the unsampled runs only those that failed are', () => {
    fc.assert(
      fc.property(troubledRuns, (events) => {
        expect(spansNamedIn(events, false)).toEqual([]);
        const failed = events.some(({ type }) => type === 'RunFailed');
        expect(spansNamedIn(unsampled(events))).toHaveLength(failed ? 1 : 0);
      }),
      { numRuns: 60 },
    );
  });
});
