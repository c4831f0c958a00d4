import { describe, expect, it } from '@jest/globals';
import type { RunEvent } from '#events';
import { eventScript } from '#trajectory/testing';
import { openTrace, type OpenTrace } from './open-trace.js';
import { readEvent } from './span-fold.js';

/** Two agents that answer each other, turn by turn. */
function conversation(turns: number): readonly RunEvent[] {
  const script = eventScript({ agents: ['a', 'b'] });
  let heard: number[] = [];
  for (let turn = 0; turn < turns; turn++) {
    const [speaker, reader] = turn % 2 === 0 ? ['a', 'b'] : ['b', 'a'];
    const said = script.turn(speaker);
    const request = script.events.findLast((event) => event.type === 'TurnRequested')!;
    request.data.context.added.push(...heard);
    script.say(said, [reader], 'debate');
    heard = [script.events.length];
  }
  return script.events;
}

const sizeOf = (trace: OpenTrace): number =>
  Object.values(trace).reduce<number>(
    (sum, part: unknown) => sum + (part instanceof Map ? part.size : 0),
    [...trace.activations.values()].reduce((sum, { links }) => sum + links.length, 0),
  );

describe('an open trace', () => {
  it('holds what is open, however many turns there were', () => {
    const [started, ...rest] = conversation(2_000);
    if (started?.type !== 'RunStarted') throw new Error('no start');
    const trace = openTrace(started, undefined);
    const sizes = rest.map((event) => {
      readEvent(trace, event);
      return sizeOf(trace);
    });
    expect(Math.max(...sizes)).toBeLessThan(10);
  });
});
