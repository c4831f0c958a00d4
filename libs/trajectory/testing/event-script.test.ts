import { describe, expect, it } from '@jest/globals';
import { decode, encode } from '#events';
import { answerOf, eventScript, outcomeOf, reportOf } from './event-script.js';

describe('an event script', () => {
  it('writes events that are valid by their schemas, in a dense sequence', () => {
    const script = eventScript({ architecture: 'decentralized', agents: ['a', 'b'], graded: false });
    const first = script.turn('a', { answer: answerOf('Look.', 'calculator'), outcomes: [outcomeOf(1)] });
    script.say(first, ['b'], 'debate');
    script.fail(script.request('b', { round: 2, purpose: 'debate' }), reportOf({ cost: 'unknown' }));
    script.complete(first);
    script.grade(true);
    expect(script.events.map((event) => decode(encode(event)))).toEqual(script.events);
    expect(script.events.map(({ sequence }) => sequence)).toEqual(script.events.map((_, i) => i + 1));
  });
});
