import { describe, expect, it } from '@jest/globals';
import { trajectoryOf } from '#trajectory';
import { answerOf, eventScript } from '#trajectory/testing';
import { redundancyOf } from './redundancy.js';

/** What each of the agents says, one turn each. */
function saying(said: Readonly<Record<string, string>>) {
  const script = eventScript({ agents: Object.keys(said) });
  for (const [agent, text] of Object.entries(said)) {
    script.say(script.turn(agent, { answer: answerOf(text) }), ['other'], 'report');
  }
  return redundancyOf(trajectoryOf(script.events)!);
}

describe('redundancyOf', () => {
  it('is 1 where agents say the same, 0 where they share no word', () => {
    expect(saying({ a: 'Six of seven.', b: 'six, of SEVEN' }).value).toBeCloseTo(1);
    expect(saying({ a: 'six of seven', b: 'nothing there' }).value).toBe(0);
  });

  it('is the mean over pairs of agents by the formula of the docstring', () => {
    // "x" is in 3 of 3 texts (rarity 1), "y" in 2 (ln(4/3) + 1), "z" in 1 (ln(4/2) + 1).
    const [y, z] = [Math.log(4 / 3) + 1, Math.LN2 + 1];
    const ab = 1 / Math.hypot(1, y);
    const ac = 1 / Math.hypot(1, y, z);
    const bc = (1 + y * y) / (Math.hypot(1, y) * Math.hypot(1, y, z));
    const { value, method } = saying({ a: 'x', b: 'x y', c: 'x y z' });
    expect(value).toBeCloseTo((ab + ac + bc) / 3);
    expect(method).toBe('tf-idf-cosine');
  });

  it('is not there without two agents that say something', () => {
    expect(saying({ a: 'Six.' })).toMatchObject({ reason: 'only one agent spoke' });
    expect(saying({ a: 'Six.', b: '' })).toMatchObject({ reason: 'only one agent spoke' });
    expect(saying({ a: '', b: ' ' })).toMatchObject({ reason: 'no content' });
  });
});
