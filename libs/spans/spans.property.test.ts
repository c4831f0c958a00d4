import { isTerminal, type RunEvent } from '#events';
import { runMetricsOf } from '#metrics';
import { trajectoryOf, type Trajectory } from '#trajectory';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { definitionOf } from './attributes.js';
import { spansOf, spanFold } from './span-fold.js';
import type { SpanData } from './span-data.js';
import { hasEnded, troubledRuns, violationsOf } from './testing/index.js';

const holds = (property: (events: readonly RunEvent[]) => void) => () => {
  fc.assert(fc.property(troubledRuns, property), { numRuns: 100 });
};
const subject = (spans: readonly SpanData[], name: SpanData['attributes']['parley.span']): readonly SpanData[] =>
  spans.filter(({ attributes }) => attributes['parley.span'] === name);

describe('the spans of any run', () => {
  it(
    'keep the rules of the conventions and of their own names',
    holds((events) => {
      expect(spansOf(events).flatMap(violationsOf)).toEqual([]);
    }),
  );

  it(
    'are the same whether they are read at once, event by event, or again after any of them',
    holds((events) => {
      const whole = spansOf(events);
      for (let cut = 0; cut <= events.length; cut += 7) {
        const again = spanFold();
        const before = events.slice(0, cut).flatMap((event) => again.read(event));
        const repeated = events.slice(Math.max(0, cut - 3), cut).flatMap((event) => again.read(event));
        const after = events.slice(cut).flatMap((event) => again.read(event));
        expect(repeated).toEqual([]);
        expect([...before, ...after]).toEqual(whole);
      }
    }),
  );

  it(
    'have ids of their own, and links and parents that are spans of the same trace once it is whole',
    holds((events) => {
      const spans = spansOf(events);
      const ids = spans.map(({ spanId }) => spanId);
      expect(new Set(ids).size).toBe(ids.length);
      if (!hasEnded(events)) return;
      const known = new Set(ids);
      for (const { parentSpanId, links } of spans) {
        expect(parentSpanId === undefined || known.has(parentSpanId)).toBe(true);
        expect(links.filter(({ spanId }) => !known.has(spanId))).toEqual([]);
      }
    }),
  );

  it(
    'lie within their parents, but for what comes after the end',
    holds((events) => {
      const end = events.find(isTerminal)?.time;
      if (end === undefined) return;
      const spans = spansOf(events);
      const byId = new Map(spans.map((span) => [span.spanId, span]));
      for (const span of spans.filter(({ endMs }) => endMs <= end)) {
        const parent = span.parentSpanId === undefined ? undefined : byId.get(span.parentSpanId);
        if (parent === undefined || isBeside(span)) continue;
        expect(span.startMs).toBeGreaterThanOrEqual(parent.startMs);
        expect(span.endMs).toBeLessThanOrEqual(parent.endMs);
      }
    }),
  );

  /** Messages are sent when a round closes, and a discarded call has been cut loose from its turn. */
  const isBeside = ({ attributes }: SpanData): boolean =>
    attributes['parley.span'] === 'message' ||
    attributes['parley.attempt.outcome'] === 'discarded' ||
    attributes['parley.tool.late'] === true;
});

describe('totals of the spans', () => {
  it(
    'are those of the trajectory',
    holds((events) => {
      const trajectory = trajectoryOf(events)!;
      const spans = spansOf(events);
      const { messages, turns, toolCalls, failedAttempts, lostAttempts, ...spending } = runMetricsOf(trajectory);
      const calls = subject(spans, 'model_call').map(({ attributes }) => attributes);
      const outcomes = calls.map((attributes) => attributes['parley.attempt.outcome']);
      const count = (outcome: string) => outcomes.filter((one) => one === outcome).length;
      const sent = subject(spans, 'message').filter(({ attributes }) => attributes['parley.message.kind'] !== 'error');
      expect(sent).toHaveLength(messages);
      const results = subject(spans, 'tool_call').filter(
        ({ attributes }) => attributes['parley.tool.outcome'] !== 'in_doubt',
      );
      expect(results).toHaveLength(toolCalls);
      expect(count('discarded')).toBe(trajectory.discarded.length);
      expect(count('failed') + failedAfterAnswers(trajectory)).toBe(failedAttempts - count('lost'));
      const { cutOff = [] } = trajectory;
      expect(lostAttempts - failedAfterAnswers(trajectory) - cutOff.length).toBe(count('lost'));
      expect(cutOff.length).toBeLessThanOrEqual(count('cut_off'));
      const sum = (name: 'gen_ai.usage.input_tokens' | 'gen_ai.usage.output_tokens' | 'parley.cost.micro_usd') =>
        calls.reduce((total, attributes) => total + (attributes[name] ?? 0), 0);
      expect(sum('gen_ai.usage.input_tokens')).toBe(spending.inputTokens.value ?? 0);
      expect(sum('gen_ai.usage.output_tokens')).toBe(spending.outputTokens.value ?? 0);
      expect(sum('parley.cost.micro_usd')).toBe(spending.microDollars.value ?? 0);
      if (!hasEnded(events)) return;
      const [run] = subject(spans, 'run');
      expect(run?.attributes).toMatchObject({ 'parley.total.turns': turns, 'parley.total.messages': messages });
      const activations = subject(spans, 'activation').map(({ attributes }) => attributes['parley.total.turns'] ?? 0);
      expect(activations.reduce((total, one) => total + one, 0)).toBe(turns);
    }),
  );

  /** Their usage stands with the answer. */
  const failedAfterAnswers = ({ steps }: Trajectory): number =>
    steps.filter((step) => step.kind === 'turn' && step.status === 'failed').length;
});

describe('the runs that this is tried on', () => {
  it('have every kind of span and every outcome', () => {
    const spans = fc.sample(troubledRuns, { numRuns: 300, seed: 7 }).flatMap((events) => spansOf(events));
    for (const name of [
      'parley.span',
      'parley.attempt.outcome',
      'parley.tool.outcome',
      'parley.activation.outcome',
      'parley.run.outcome',
      'parley.approval.decision',
      'parley.discard.reason',
    ] as const) {
      const seen = new Set(spans.map(({ attributes }) => attributes[name]));
      const missing = (definitionOf(name).values ?? []).filter((value) => !seen.has(value as never));
      expect({ name, missing: missing.filter((value) => !NOT_PLAYED.has(value)) }).toEqual({ name, missing: [] });
    }
  });

  /** Of tools: their workers are played as ones that succeed. Verdicts are no spans of a run's own events. */
  const NOT_PLAYED = new Set(['diagnosis', 'error', 'timed_out', 'invalid_arguments', 'unknown_tool']);
});
