import { describe, expect, it } from '@jest/globals';
import { architectures } from '#coordination';
import type { RunEvent } from '#events';
import { RATES, rehearsalProvider } from '#llm';
import { otlpJsonOf, spansOf, type SpanData } from '#spans';
import { stagedRun } from '#spans/testing';
import { families, planOf } from '#tasks';
import { foreignTrajectories, inspectionOf, readOtlp, trajectoryOf, type Inspection } from '#trajectory';
import { play } from '../rehearsal/play.js';

const SOURCE = { resource: { 'service.name': 'parley' }, scope: { name: 'parley' } };
const provider = rehearsalProvider({ planOf, rates: RATES });

const fromLog = (events: readonly RunEvent[]): Inspection => inspectionOf(trajectoryOf(events)!);

function fromSpans(spans: readonly SpanData[]): Inspection {
  const runs = foreignTrajectories([readOtlp(otlpJsonOf(spans, SOURCE))]);
  expect(runs).toHaveLength(1);
  return inspectionOf(runs[0]!);
}

const sorted = (items: readonly unknown[]): readonly string[] => items.map((item) => JSON.stringify(item)).sort();

/** What both sources can tell; the order of what happened at once is nobody's. */
const told = ({ runId, turns, tokens, agents, toolCalls, messages }: Inspection) => ({
  runId,
  turns,
  tokens,
  agents: sorted(agents.filter((agent) => agent.turns > 0)),
  toolCalls: sorted(toolCalls),
  messages: sorted(messages),
});

describe('the spans of a run of ours, read like anybody’s,', () => {
  const stages = architectures().flatMap(({ name }) => families().map((family) => [name, family.name] as const));

  it.each(stages)('tell what its log tells: %s on %s', async (architecture, family) => {
    const ref = { family, seed: 5, index: 0, level: 1 };
    const { events } = await play(provider, { architecture, model: 'rehearsal-low', ref });
    expect(told(fromSpans(spansOf(events)))).toEqual(told(fromLog(events)));
  });

  it.each(architectures().map(({ name }) => name))('tell what its log tells: %s on a stage', (architecture) => {
    const events = stagedRun(architecture);
    expect(told(fromSpans(spansOf(events)))).toEqual(told(fromLog(events)));
  });

  describe.each(['NO_CONTENT', 'SPAN_ONLY'] as const)('as a stranger with %s would send them', (capture) => {
    it.each(stages)('tell the same, or name it as unknown: %s on %s', async (architecture, family) => {
      const ref = { family, seed: 5, index: 0, level: 1 };
      const { events } = await play(provider, { architecture, model: 'rehearsal-low', ref });
      const spans = spansOf(events, { content: { capture, limit: 65_536 } }).map(anonymous);
      const [found, expected] = [fromSpans(spans), fromLog(events)];
      const { runId: _, messages, ...figures } = told(expected);
      expect(told(found)).toMatchObject(figures);
      if (!found.unknown.some((text) => text.includes('messages'))) expect(told(found).messages).toEqual(messages);
    });
  });
});

/** Nothing that only Parley says. */
const anonymous = ({ attributes, ...span }: SpanData): SpanData => ({
  ...span,
  startMs: atPace(span.startMs),
  endMs: atPace(span.endMs),
  attributes: Object.fromEntries(Object.entries(attributes).filter(([key]) => !key.startsWith('parley.'))),
});

/** The stage's clock ticks once a millisecond, and a worker takes one. */
const atPace = (ms: number): number => ms * 1000;
