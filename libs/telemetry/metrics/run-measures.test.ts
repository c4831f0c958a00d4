import { describe, expect, it } from '@jest/globals';
import type { RunEvent } from '#events';
import { stagedRun, troubledRun } from '#spans/testing';
import { spansOf } from '#spans';
import type { Measure } from './instruments.js';
import { runMeasures } from './run-measures.js';

function measured(events: readonly RunEvent[]): readonly Measure[] {
  const measuresOf = runMeasures({ sendsTraces: false });
  return events.flatMap((event) => measuresOf(event));
}
const only = (measures: readonly Measure[], metric: Measure['metric']) =>
  measures.filter((measure) => measure.metric === metric);
const sum = (measures: readonly Measure[]) => measures.reduce((total, { value }) => total + value, 0);

describe.each(['single', 'independent', 'centralized', 'decentralized', 'hybrid'])('what is measured of %s', (name) => {
  const events = stagedRun(name);
  const measures = measured(events);
  const run = spansOf(events).find(({ attributes }) => attributes['parley.span'] === 'run')!;

  it('adds up to what its trace says', () => {
    expect({
      'parley.total.turns': sum(only(measures, 'parley.turn.ended')),
      'parley.total.tool_calls': only(measures, 'gen_ai.execute_tool.duration').length,
      'parley.total.messages': sum(only(measures, 'parley.message.sent')),
      'parley.total.input_tokens': sum(only(measures, 'gen_ai.client.inference.usage.input_tokens')),
      'parley.total.output_tokens': sum(only(measures, 'gen_ai.client.inference.usage.output_tokens')),
      'parley.total.cost_micro_usd': Math.round(sum(only(measures, 'parley.cost')) * 1_000_000),
    }).toEqual({
      'parley.total.turns': run.attributes['parley.total.turns'],
      'parley.total.tool_calls': run.attributes['parley.total.tool_calls'],
      'parley.total.messages': run.attributes['parley.total.messages'],
      'parley.total.input_tokens': run.attributes['parley.total.input_tokens'],
      'parley.total.output_tokens': run.attributes['parley.total.output_tokens'],
      'parley.total.cost_micro_usd': run.attributes['parley.total.cost_micro_usd'] ?? 0,
    });
  });

  it('counts the run once, with its outcome and time', () => {
    expect(only(measures, 'parley.run.started')).toHaveLength(1);
    expect(only(measures, 'parley.run.ended')).toEqual([
      {
        metric: 'parley.run.ended',
        value: 1,
        attributes: { 'parley.architecture': name, 'parley.run.outcome': 'completed' },
      },
    ]);
    expect(sum(only(measures, 'parley.run.duration'))).toBe((run.endMs - run.startMs) / 1_000);
  });
});

describe('what is measured of a troubled run', () => {
  it('has the errors of its calls', () => {
    const measures = measured(troubledRun());
    const errors = only(measures, 'gen_ai.client.inference.duration').map(({ attributes }) => attributes['error.type']);
    expect(errors).toContain('overloaded');
    expect(only(measures, 'gen_ai.execute_tool.duration')[0]?.attributes).toEqual({
      'gen_ai.tool.name': 'once-tool',
      'gen_ai.tool.type': 'function',
      'error.type': 'error',
    });
  });

  it('is what can be known of a run that started before the process did', () => {
    const late = measured(stagedRun('single').slice(2));
    expect(only(late, 'parley.run.ended')).toHaveLength(1);
    expect(only(late, 'parley.run.duration')).toEqual([]);
  });
});
