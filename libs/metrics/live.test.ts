import { describe, expect, it } from '@jest/globals';
import { trajectoryOf } from '#trajectory';
import { eventScript } from '#trajectory/testing';
import { evolveCoordination, liveFigures, NOTHING_YET } from './live.js';
import { runMetricsOf } from './run-metrics.js';

function script() {
  const events = eventScript({ architecture: 'decentralized', agents: ['a', 'b'], graded: false });
  const first = events.turn('a');
  events.say(first, ['b'], 'debate');
  events.say(first, ['b'], 'error');
  events.fail(events.request('b'));
  events.complete(events.turn('b'));
  return events.events;
}
const single = (turns: number) => {
  const solo = eventScript({ graded: false });
  const turnIds = Array.from({ length: turns }, () => solo.turn('solo'));
  solo.complete(turnIds[0]!);
  return runMetricsOf(trajectoryOf(solo.events)!);
};

describe('what a running run has taken', () => {
  it('is at every event what its trajectory says, and at its end what the run took', () => {
    const events = script();
    let counts = NOTHING_YET;
    events.forEach((event, at) => {
      counts = evolveCoordination(counts, event);
      const { turns, messages } = runMetricsOf(trajectoryOf(events.slice(0, at + 1))!);
      expect(counts).toEqual({ turns, messages });
    });
    expect(counts).toEqual({ turns: 2, messages: 1 });
  });

  it('is held against its baseline', () => {
    const figures = liveFigures({ turns: 7, messages: 7 }, [single(2)]);
    expect(figures).toMatchObject({ density: { value: 1 }, overheadPercent: { value: 250 }, regime: 'optimal' });
  });

  it('has neither overhead nor regime without one, nor a density before the first turn', () => {
    expect(liveFigures(NOTHING_YET, [])).toEqual({
      turns: 0,
      messages: 0,
      density: { reason: 'the run took no turns' },
      overheadPercent: { reason: 'no baseline' },
    });
  });
});
